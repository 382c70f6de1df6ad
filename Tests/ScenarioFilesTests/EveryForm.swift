/// The files that `everyForm` names.
let everyFormFiles = [
  "design.csv": """
  医生.training,nurses.growth
  10,1%
  12.5 人,0.02
  """,
  "history.csv": """
  occupation,region,source,year,stock,remark
  teachers,Ohio,census,2016,3000.0,
  teachers,Ohio,census,2018,,missing
  teachers,Ohio,census,2019,0.32万人,"counted, again"
  teachers,Iowa,census,2019,1000,

  """,
]

/// A scenario that uses every key of the format and every form of a value.
let everyForm = #"""
  format: 1
  id: every_form
  name: Every form
  note: invented
  unit: 万人
  years: {from: "2019", to: ２０２５}
  sources:
    plan: {title: {zh: 规划, en: Plan}, publisher: City, year: 2021, url: "https://example.org", licence: CC0, note: none}
  assumed: invented
  categories:
    医生:
      name: {zh: 医生}
      unit: 人
      stock:
        2015: {uniform: {min: 300, max: 399}, note: 三百余}
        2018: {value: 0.04 万人, source: {of: plan, at: 表1, status: observed, note: counted}}
        "2019": {rounded: {value: 420, to: 10}}
      source: {of: plan}
      assumed: other cities
      growth: {fit: drift, prior: {normal: {mean: 2%, sd: 1%}}}
      training: {fit: auto, history: {2018: 10 人/年, 2019: 12}}
      in_migration: {steps: {2020: 5, 2023: 8}, times: {uniform: {min: 0.8, max: 1.2}}, plus: 1 人, note: arriving}
      out_migration: {truncated_normal: {mean: 1%, sd: 1%, min: 0}}
      attrition: {2020: 2%, 2025: 3%}
      volatility: fit
      note: Chinese ids
    nurses:
      stock: {2019: {triangular: {min: 1, mode: 1.1, max: 1.3}}}
      growth: {lognormal: {mean: 2%, sd: 1%}}
      training: {gamma: {mean: 0.1, sd: 0.02}, plus: {normal: {mean: 0, sd: 0.01}}}
      out_migration: {quantiles: {10: 1%, 50: 2%, 90: 4%, min: 0, max: 20%}}
      attrition: {discrete: {values: [2%, 3%], weights: [1, 2]}}
      volatility: 2%
    teachers:
      stock: {csv: history.csv, region: Ohio, occupation: teachers, source: census, unit: 人, from: 2015, to: 2019, note: counted}
      breaks: [2019]
  pipelines:
    college:
      name: College
      unit: 人
      intake: {path: {2017: 100, 2025: 120}, times: 0.5, plus: 0.001 万人}
      duration: 3
      completion: {pert: {min: 80%, mode: 90%, max: 95%}}
      enters: {医生: 0.2, nurses: 70%}
      source: {of: plan}
      assumed: not used
      note: one
  transitions:
    requalifying: {name: Requalifying, from: nurses, to: 医生, rate: {beta: {mean: 1%, sd: 0.5%}, source: {status: assumed}}, source: {of: plan}, note: few}
  drivers:
    population: {name: Residents, unit: 万人, values: {2019: 500}, growth: 1%, volatility: 0.01, source: {of: plan}, note: all}
    urban: {values: {2019: 60%, 2025: 65}, unit: "%"}
    beds: {values: {2019: 3000 张}, unit: 张}
    pupils: {values: {csv: history.csv, region: Ohio}, breaks: 2019}
  measures:
    staff: {sum: [医生, nurses], coverage: 98%, name: Staff, source: {of: plan}, note: both}
    weighted: {sum: {医生: 1, nurses: 0.5}, unit: 人}
    rest: {difference: [staff, 医生]}
    per_1000: {ratio: [staff, population], scale: 1000, unit: 人/千人}
    share: {ratio: [医生, staff], percent: true}
    trained: {cumulative: 医生.training, from: 2020}
    arrivals: {cumulative: [college.intake, college.enrolled, college.医生, requalifying.rate], from: 2021}
    gain: {change: 医生, from: 2018}
  facts:
    places: {name: Places, values: {2016-2020: 5, 2021: 6}, unit: 人次, kind: target, source: {of: plan}, note: free}
    share_planned: {values: {2020: 4.5%}}
    money: {values: {2020: 3 亿元}}
  targets:
    - {of: staff, year: [2024, 2025], at_least: 1.5, kind: binding, joint: false, source: {of: plan}, note: both}
    - {of: share, year: 2025, within: [3%, 0.05]}
    - {of: college.intake, year: 2025, at_most: 100 人/年}
    - {of: urban, year: 2025, at_least: 65}
  statements:
    - {value_of: places, year: 2021, is: 6, source: {of: plan}, note: free}
    - {sum_of: [医生, nurses], year: 2019, at_least: 1}
    - {ratio_of: [医生, nurses], scale: 100, year: 2019, at_most: 5}
    - {product_of: [places, 5], year: 2021, is: 30}
    - {growth_of: 医生, from: 2018, to: 2019, is: 5%}
    - {yearly_growth_of: 医生, from: 2018, to: 2019, is: 5%}
    - {change_of: 医生, from: 2018, to: 2019, is: 20 人}
    - {sum_of: [1, 2.5], is: 3.5}
  correlations:
    - {between: [医生.growth, nurses.growth], is: 50%, source: {of: plan}, note: likely}
    - {between: [医生.volatility, population.volatility], is: -0.2}
    - {between: [nurses.stock, college.completion], is: 0}
  levers:
    more_places:
      name: Places
      raises: [college.intake]
      limits: {min: 0, max: 50}
      from: 2020
      lag: 1
      ramp: 2
      cost: {per_person: 1 万元, per_person_year: 200 元, fixed: 0.1 亿元, source: {of: plan}, note: cheap}
      source: {of: plan}
      note: one
    keep: {lowers: 医生.attrition, limits: {max: 1%}, from: 2020}
  variants:
    better: {name: Better, set: {医生.training: 20, nurses.stock: 1.2, 医生.volatility: 0.01}, source: {of: plan}, note: one}
  sweeps:
    one: {name: One, design: grid, over: {医生.training: [10, 20], nurses.growth: {from: 0, to: 3%, count: 4}}, paths: 1000, source: {of: plan}, note: one}
    two: {design: sobol, points: 128, over: {nurses.growth: {normal: {mean: 2%, sd: 1%}}}}
    three: {design: table, file: design.csv}
    four: {design: latin_hypercube, points: 50, over: {医生.attrition: {from: 1%, to: 3%}}}
    five: {design: one_at_a_time, over: {staff.coverage: [0.9, 1]}}
  """#
