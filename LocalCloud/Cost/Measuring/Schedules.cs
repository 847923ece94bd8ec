using System.Globalization;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;

namespace LocalCloud.Cost.Measuring;

/// <summary>
/// How often a template's schedules call its functions: rules of EventBridge and schedules of EventBridge Scheduler. Such invocations come
/// with time, however much traffic there is.
/// </summary>
internal static class Schedules
{
    private const decimal DaysPerMonth = Price.HoursPerMonth / 24;

    /// <returns>Invocations an hour, by the function's logical id.</returns>
    public static IReadOnlyDictionary<string, decimal> PerHour(TemplateView template)
    {
        var aliases = template
            .OfType("AWS::Lambda::Alias")
            .Concat(template.OfType("AWS::Lambda::Version"))
            .Where(a => a.Reference("FunctionName") is not null)
            .ToDictionary(a => a.LogicalId, a => a.Reference("FunctionName")!);
        var rules =
            from rule in template.OfType("AWS::Events::Rule")
            where rule.Text("State") != "DISABLED" && rule.Text("ScheduleExpression") is not null
            from target in rule.Items("Targets")
            select (Target: target.Reference("Arn"), Hourly: Hourly(rule.Text("ScheduleExpression")!));
        var schedules =
            from schedule in template.OfType("AWS::Scheduler::Schedule")
            where schedule.Text("State") != "DISABLED" && schedule.Text("ScheduleExpression") is not null
            select (Target: schedule.Reference("Target.Arn"), Hourly: Hourly(schedule.Text("ScheduleExpression")!));
        return rules
            .Concat(schedules)
            .Where(s => s.Target is not null && s.Hourly > 0)
            .GroupBy(s => aliases.GetValueOrDefault(s.Target!, s.Target!))
            .ToDictionary(g => g.Key, g => g.Sum(s => s.Hourly));
    }

    /// <summary>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html.</summary>
    /// <returns>Times an hour, on average; 0 for <c>at(...)</c>, which comes once, and for what is none.</returns>
    public static decimal Hourly(string expression)
    {
        var parts = expression.Split(['(', ')', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["rate", var number, var unit]
                when decimal.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0 => unit.TrimEnd(
                's'
            ) switch
            {
                "minute" => 60 / every,
                "hour" => 1 / every,
                "day" => 1 / (24 * every),
                _ => 0,
            },
            ["cron", var minutes, var hours, var days, var months, var weekdays, _] => Values(minutes, 60)
                * Values(hours, 24)
                * (Values(days, 31) is < 31 and var some ? some / DaysPerMonth : 1)
                * (Values(weekdays, 7) / 7)
                * (Values(months, 12) / 12)
                / 24,
            _ => 0,
        };
    }

    // How many of a field's values are meant: 5, 1-5, */10, MON-FRI, 3,7
    private static decimal Values(string field, int all) =>
        Math.Min(
            all,
            field
                .Split(',')
                .Sum(part =>
                {
                    var (range, step) =
                        part.Split('/') is [var before, var by]
                        && int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var every)
                        && every > 0
                            ? (before, (decimal)every)
                            : (part, 1m);
                    var count =
                        range is "*" or "?" ? all
                        : range.Split('-') is [var from, var to] ? (Value(to) - Value(from) + all) % all + 1
                        : step > 1 ? all - Value(range) % all
                        : 1;
                    return Math.Ceiling(count / step);
                })
        );

    private static readonly string[] Names =
    [
        "SUN",
        "MON",
        "TUE",
        "WED",
        "THU",
        "FRI",
        "SAT",
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];

    private static int Value(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : Array.IndexOf(Names, text.ToUpperInvariant());
}
