// Fields that were left empty are left out of the address: one search, one address.
export function leaveOutEmptyFields() {
  document.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "") formData.delete(name);
    }
  });
}
