/// The complete example of the file format: it uses every section and loads without a problem.
let exampleScenario = #"""
  format: 1
  id: example
  name: {zh: 示例市“十四五”人才发展, en: "Example city, talent development 2021-2025"}
  unit: 万人                      # people are written in this unit unless a number carries its own
  years: {from: 2019, to: 2025}
  sources:
    plan: {title: 示例市“十四五”人才发展规划, publisher: 示例市, year: 2021}
  assumed: ranges seen in comparable cities        # the source of every parameter below that names none; also possible inside one category

  categories:
    professional:
      name: {zh: 专业技术人才, en: Professionals}
      stock: {2015: 14.20, 2017: 15.90, 2019: {value: 17.60, source: {of: plan, at: 专栏1, status: observed}}}
      growth: fit                          # estimate it from the history (section 4)
      training: {pert: {min: 0.3, mode: 0.5, max: 0.9}}
      attrition: {beta: {mean: 3%, sd: 1%}}
    other_skilled:
      name: {zh: 其他技能人才, en: Other skilled workers}
      stock: {2019: 19.05}                 # observed; the stock at years.from is the baseline
      source: {of: plan, at: 专栏1, status: observed}      # of the stock. observed | stated | fitted | assumed
      growth: {normal: {mean: 1.5%, sd: 1%}}
      training: {path: {2020: 1.2, 2025: 2.0}, times: {lognormal: {mean: 1, sd: 0.2}}, source: {of: plan, at: 三（二）, status: stated, note: 每年培训}}
      attrition: 3%
      out_migration: {triangular: {min: 0.5%, mode: 1%, max: 3%}}
      volatility: 0.02
    high_skilled:
      name: {zh: 高技能人才, en: High-skilled workers}
      stock: {2019: 34500 人}              # any number may carry its own unit
      attrition: 2.5%
      volatility: 0.02

  pipelines:
    colleges:
      name: {zh: 市内五所高校, en: Five local colleges}
      intake: {2019: 1.4, 2025: 1.7}
      duration: 3
      completion: 92%
      enters: {professional: 25%, other_skilled: 20%}

  transitions:
    promotion: {from: other_skilled, to: high_skilled, rate: {pert: {min: 1%, mode: 2%, max: 3%}}}

  drivers:
    population: {name: {zh: 常住人口, en: Residents}, values: {2019: 671.6, 2025: 680}, volatility: 0.002}
    labour: {name: {zh: 从业人员, en: Employed}, values: {2019: 380}, growth: {normal: {mean: -0.4%, sd: 0.3%}}}
    villages: {name: {zh: 行政村, en: Villages}, values: {2019: 3700}, unit: 个}

  measures:
    skilled: {name: {zh: 技能人才, en: Skilled workers}, sum: [other_skilled, high_skilled]}
    total: {name: {zh: 人才资源总量, en: Total talent}, sum: [professional, skilled], coverage: {path: {2019: 0.97, 2025: 0.98}}}
    per_10k: {ratio: [total, population], scale: 10000, unit: 人/万人}
    high_skilled_share: {ratio: [high_skilled, skilled], percent: true}
    rest: {difference: [total, professional]}
    fte: {name: {zh: 全时当量, en: Full-time equivalents}, sum: {professional: 0.95, skilled: 0.9}}
    gain: {change: total, from: 2019}
    arrivals: {cumulative: [other_skilled.training, colleges.professional], from: 2021}

  targets:
    - {of: total, year: 2025, at_least: 46, source: {of: plan, at: 专栏1}, kind: expected}   # expected 预期性 | binding 约束性
    - {of: high_skilled_share, year: 2025, at_least: 20%}
    - {of: per_10k, year: [2023, 2025], at_least: 600}              # each year is a target
    - {of: professional, year: 2025, within: [20, 24], joint: false} # left out of the joint probability
    - {of: labour, year: 2025, at_most: 385}

  facts:                           # printed by the plan and used by statements, never simulated (a figure with neither baseline nor flow)
    tea: {name: {zh: 茶产业人才, en: Tea industry}, values: {2025: 0.55}, kind: target, source: {of: plan, at: 专栏3}}
    courses: {name: {zh: 职业技能培训, en: Vocational courses}, values: {2016-2020: 50.9}, unit: 万人次, kind: observed}

  statements:                      # what the plan says about its own figures; `talent check` recomputes each
    - {growth_of: professional, from: 2015, to: 2019, is: 23.9%, source: {of: plan, at: 一（一）}}
    - {sum_of: [other_skilled, high_skilled], year: 2019, is: 22.5}
    - {value_of: tea, year: 2025, at_least: 0.5}
    - {change_of: professional, from: 2015, to: 2019, is: 3.4}
    - {yearly_growth_of: professional, from: 2015, to: 2019, is: 5.5%}
    - {ratio_of: [high_skilled, skilled], year: 2019, is: 15.3%}    # optional scale
    - {product_of: [0.5, 5], is: 2.5}

  correlations:
    - {between: [other_skilled.growth, labour.growth], is: 0.5}

  levers:
    skills_training:
      name: {zh: 职业技能培训扩容, en: More vocational training}
      raises: other_skilled.training   # or lowers: professional.attrition; one or a list
      limits: {min: 0, max: 2.0}       # in the parameter's own unit
      from: 2022                       # first year in which it can be decided
      lag: 1                           # years from decision to first effect
      ramp: 2                          # years to full effect, linear
      cost: {per_person: 0.8 万元}      # per unit and year of effect; also per_person_year (while they stay), fixed (once)

  variants:
    strong_training: {name: {zh: 强化培训, en: Strong training}, set: {other_skilled.training: {path: {2020: 2.0, 2025: 4.0}}}}

  sweeps:
    training:
      design: grid                     # grid | one_at_a_time | latin_hypercube | sobol (both with points: N) | table (with file: design.csv)
      over: {other_skilled.training: {from: 1.0, to: 4.0, count: 13}, other_skilled.attrition: [2%, 3%, 4%]}
      paths: 20000                     # --paths wins

  """#
