"""Fictional reports of four nations and three decades, shortened. No child, place or person in them exists."""

SCOTTISH = """\
# Tarbrax and Lowdean Child Protection Committees

# Significant Case Review: Child AB

**Executive Summary**

Lead Reviewer: Professor Ishbel MacQuarrie

Signed off by the Chief Officers Groups on 2 February 2012
Published 14 March 2012
===
# Introduction

This summary concerns Child AB, a boy who died on 9 May 2010 when he was three years and two months old. He drowned in
a garden pond at the home of a relative. Tarbrax Council and Lowdean Council had both worked with his family.

The Procurator Fiscal took no proceedings. The review looked at the period from January 2009 to May 2010.

# Findings

No service checked the garden although Child AB had wandered from home on four earlier occasions. Each council
believed
that the other was holding the plan for him.

# Recommendations

1. Both Committees should agree which council leads when a family moves between them.

2. Health visitors should ask about ponds and other open water at each home visit.

3. Police Scotland should tell the Named Person of every report of a young child who is found alone.
"""

WELSH = """\
# Carreg Wen Regional Safeguarding Children Board

# Extended Child Practice Review

**Re: Young People G and H**

Reviewers: Delyth Prydderch and Conor Ashby-Mills

Date of publication: 30/11/2020
===
# Circumstances resulting in the review

Young Person G and Young Person H are sisters, aged 15 and 13. They were sexually exploited by several men
between June
2017 and August 2018. On 21 August 2018 both girls were found in another county by officers of Dyfed Police and told
them what had been happening.

The Board decided in January 2019 to hold a review under Working Together to Safeguard People (Welsh
Government, 2016).

# Learning

Learning point 1: A girl who is missing is a girl at risk, however often she has come back.

Learning point 2: Those who pick her up know more than they write down.

# Action plan

Recommendation 1: CSC should hold strategy meetings within a week. | Complete
===
# Improving systems and practice

Recommendation 1

The Board should agree one protocol for children who are missing, which should:

(a) name a person in each agency;

(b) say what is done on the third occasion; and

(c) be written with young people.

Recommendation 2

Children's services and the police should share what return interviews tell, every week.
"""

NORTHERN_IRISH = """\
# Case Management Review Report

**CHILD 1 AND CHILD 2**

A review commissioned by the Safeguarding Board for Northern Ireland

Independent Chair and Author: Mr Fergal O'Dolan

June 2016
===
# 1. Background

1.1 Child 1, a girl aged seven, and Child 2, a boy aged eighteen months, lived in the area of the Western
Health and Social
Care Trust. In February 2014 both children were admitted to hospital. They were seriously underweight and had been
neglected for more than a year.

1.2 The Western Health and Social Care Trust notified the Safeguarding Board in March 2014.

# 2. Conclusions

2.1 Nobody weighed Child 2 between his first birthday and his admission, although he was seen on nine occasions.
"""

PART_8 = """\
# FENSHAW AREA CHILD PROTECTION COMMITTEE

**CASE REVIEW UNDER PART 8 OF WORKING TOGETHER**

**BABY P1**

Prepared by Mrs R. Tilsley on behalf of the Committee

Completed November 1999
===
# 1. INTRODUCTION

1.1 Baby P1 died on 12 January 1999, aged eleven weeks. He had fractures of the skull and ribs, and the
pathologist found
that he had been shaken. His father was convicted of manslaughter in July 1999.

1.2 This review was commissioned by Fenshaw Area Child Protection Committee under Part 8 of Working Together.
It is the
second review by the Committee. The first, about Child X, recommended that health visitors should see all fathers.

# 2. RECOMMENDATIONS

(1) That the Social Services Department review its arrangements for cover at weekends.

(2) That general practitioners be reminded of the procedures when a baby under six months is bruised.
"""

NAMED_HOPE = """\
# Dunmere Safeguarding Children Partnership

# Local Child Safeguarding Practice Review

## Hope

Independent reviewer: Amara Lindqvist-Jones

May 2022
===
# Introduction

This review is about a baby whom we call Hope, which is not her real name. Hope was five months old when, in
May 2021, she
was found to have a broken arm. We hope that May, her aunt, will read it. In May we met the family.

When Hope was born her mother was nineteen. Everyone who met Hope described Hope as alert. Nobody asked how Hope could
have broken her own arm, and nobody examined Hope without her father in the room.

The partnership agreed this report on 31 February 2022. It will be reviewed in 2105.

# Finding 1: Mobile or not

An explanation was accepted because it was given calmly.

Recommendation 1: The hospital should ask a senior paediatrician to see every injured baby.

# Finding 2: Fathers

Recommendation 2: Midwives and health visitors should meet every father.

# Appendix 1: Single agency recommendations

Recommendation 1: The ambulance service should update its form.
"""

FAMILY = """\
# Northmoor Safeguarding Children Board

**Serious Case Review: Family X**

**Overview Report**

Author: Dr Winifred Okonjo

Agreed by the Board January 2015. Published 5 June 2015. Republished with corrections 3 March 2016.
===
# 1. Introduction

Family X has nine children. They are called Sibling 1 to Sibling 9 in this report, and were aged between ten
months and
fifteen years when they were removed from home on 3 September 2013. All had been neglected for many years.

# 2. Recommendations

Recommendations of the 2009 review of Family Q are given in the appendix.

The Board should commission training on neglect for all partners.

Children's Social Care should read the whole file before it closes a case of neglect.
"""

DOMESTIC_HOMICIDE = """\
**SAFER PENHALLOW COMMUNITY SAFETY PARTNERSHIP**

# DOMESTIC HOMICIDE REVIEW

## Report into the death of Agnes in March 2019

Chair and author: Leonard Quiller

Report completed: July 2020
===
# Introduction

Agnes was 81 when she was killed by her grandson in March 2019. Her great-grandchildren, Child A (6) and Child
B (4), lived
with her. The Home Office was told in April 2019.
"""

ADULTS = """\
# Brindleford Safeguarding Adults Board

# Safeguarding Adult Review: Mr K

Reviewer: Saffron Delahunt

2 December 2021
===
# Summary

Mr K was 44 and homeless when he died in January 2020. No agency took the lead.

# Recommendations

The Board should ask housing and adult social care to agree who leads when a person refuses help.
"""

JOINT = """\
# Kirkholme and Easterby Safeguarding Children Partnerships

# Rapid Review: Child T and Child U

Date: 8 July 2023
===
# What happened

In June 2023 Child T, aged 16, was stabbed by a stranger in Easterby. Child U, aged 17, was with him.
Kirkholme Council had
placed both boys there.
"""
