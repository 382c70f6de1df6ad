import ArgumentParser
import Foundation

/// The version of the program, as it stands in reports.
let programVersion = "0.1.0"

@main
struct Talent: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "talent",
      abstract: said("人才规划能否实现：推演、概率、原因", "Will a talent plan be reached: projection, probability, reasons"),
      discussion: said(
        """
        读取一个场景文件（YAML），回答：能达到目标吗？为什么？规划自己的数字相符吗？

        例：
          talent check 规划.yaml
          talent reach 规划.yaml --lang zh
        """,
        """
        Reads one scenario file (YAML) and answers: will we get there, why or why not, and do the plan's own figures agree?

        Examples:
          talent check plan.yaml
          talent reach plan.yaml --lang en
        """),
      version: programVersion,
      // Each says its name itself: to make it of the type's name, the parser would search the whole program for how that
      // type describes itself, once a command and at every start.
      subcommands: [
        Check.self, Project.self, Simulate.self, Reach.self, Fit.self, Backtest.self, Sweep.self, Sensitivity.self,
        Discover.self, Compare.self, Flip.self, Signposts.self, Solve.self, Report.self, Plot.self,
        Schema.self,
      ])
  }

  static func main() {
    // A closed pipe or a full quota becomes an error of the write, which says what happened.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
