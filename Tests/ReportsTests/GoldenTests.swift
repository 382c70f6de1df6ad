import Reports
import StockFlow
import Testing

@Test func `reach in English`() {
  #expect(
    report(smallReach(), as: options(.table)) == """
      Example city
      2019–2021, 100,000 paths, seed 0, random sampling

                           Baseline
      Target         Year      2019  Central  Median  80 % interval  Plan       Probability (95 %)  Verdict
      ---------------------------------------------------------------------------------------------------------------
      Total talent   2021     40.10    40.95   40.94    39.80–42.10  ≥ 42 万人  12.3 % (12.1–12.6)  unlikely
      Skilled share  2021     56.11    57.18   57.16    55.00–59.00  50–60 %    100 % (99.996–100)  virtually certain

      Total talent 2021: reached in 12 of 100 futures. Where it is missed, it falls short by 1.23 万人 on
        average. The central projection goes from 40.10 in 2019 to 40.95 万人 (+0.85), carried by training
        of Professionals +1.00, growth of Skilled workers +0.91; against it retirement and leaving of
        Professionals -1.06.

      All targets in the same future (leaving out Skilled share 2021): reached in 12 of 100 futures,
        probability 12.3 % (95 % interval 12.1–12.6 %).

      """)
}

@Test func `reach in Chinese`() {
  #expect(
    report(smallReach(), as: options(.table, .zh)) == """
      示例市
      2019—2021 年，10 万条路径，种子 0，随机抽样

                           基期
      目标          年份   2019  中心值  中位数       80%区间  规划值        概率（95%区间）  判断
      ------------------------------------------------------------------------------------------------
      人才总量      2021  40.10   40.95   40.94  39.80～42.10  ≥ 42 万人  12.3% (12.1～12.6)  不可能
      技能人才占比  2021  56.11   57.18   57.16  55.00～59.00  50～60%    100% (99.996～100)  几乎确定

      人才总量（2021 年）：每 100 种未来中有 12 种达到目标。未达到时平均差 1.23 万人。中心预测由 2019 年的
        40.10 变为 40.95 万人（+0.85），主要来自专业技术人才的培养 +1.00、技能人才的净增长 +0.91；起相反作
        用的是专业技术人才的退休与离职 -1.06。

      全部目标同时达到（不计技能人才占比（2021 年））：每 100 种未来中有 12 种，概率 12.3%（95%区间 12.1～
        12.6%）。

      """)
}

@Test func `the projection is a balance that can be read`() {
  #expect(
    report(smallProjection(), as: options(.table)) == """
      Example city
      2019–2021, central projection: every parameter at its mean, no yearly noise

                                  2019    2020    2021
      ------------------------------------------------
      Professionals, 万人
        opening stock                -  17.600  17.572
        training                     -  +0.500  +0.500
        retirement and leaving       -  -0.528  -0.527
        closing stock           17.600  17.572  17.545

      Skilled workers, 万人
        opening stock                -  22.500  22.950
        growth                       -  +0.450  +0.459
        closing stock           22.500  22.950  23.409

      Measures
        Total talent, 万人       40.10   40.52   40.95
        Skilled share, %         56.11   56.64   57.16

      """)
}

@Test func `simulate in Chinese`() {
  #expect(
    report(smallSimulation(), as: options(.table, .zh)) == """
      示例市
      2019—2021 年，10 万条路径，种子 0，随机抽样

      年份    均值  标准差    5%  50%
      -------------------------------
      专业技术人才（万人）
        2019  17.6       -  17.1    -
        2020  17.6       -  17.1    -
        2021  17.6       -  17.1    -

      """)
}

@Test func `fit in English`() {
  #expect(
    report(smallFit(), as: options(.table)) == """
      Example city
      2019–2021

      Parameter                Estimate  Std. error  95 % interval  Intervals  Method
      -------------------------------------------------------------------------------
      Growth of Professionals    2.94 %      0.21 %    2.52–3.35 %          2  drift

      Professionals: growth of 2.94 % a year beyond the other flows (95 % interval 2.52–3.35 %), from 1
        observed interval, 2015–2019. Year-to-year noise σ = 0.0042, from its own history.

      Observed interval  Log growth a year  Standardised residual
      -----------------------------------------------------------
      Professionals
        2015–2019                   0.0310                  +0.70

      """)
}

@Test func `check in English`() {
  #expect(
    report([smallCheck()], as: options(.table)) == """
      small.yaml:12:5: warning: no source
         12 |     attrition: 3%
            |     ^

      small.yaml:12: does not agree with the plan's other figures: sum of Professionals and Skilled workers in 2019
         the plan says 45.1 万人, its figures give 40.1 万人, a difference of -5.0 万人; rounding does not explain it

      small.yaml:12: cannot be computed: Skilled workers in 2030; a figure it needs is not given

      1 warning.
      Statements of the plan: 1 agree, 1 does not, 1 cannot be computed.

      """)
}

@Test func `check in Chinese`() {
  #expect(
    report([smallCheck()], as: options(.table, .zh)) == """
      small.yaml:12:5: 警告: 没有来源
         12 |     attrition: 3%
            |     ^

      small.yaml:12: 与规划其他数字不符：2019 年专业技术人才、技能人才之和
         规划写 45.1 万人，按其数字算得 40.1 万人，相差 -5.0 万人；四舍五入不能解释

      small.yaml:12: 无法计算：2030 年技能人才；所需的数字没有给出

      1 条警告。
      规划表述：1 条相符，1 条不符，1 条无法计算。

      """)
}
