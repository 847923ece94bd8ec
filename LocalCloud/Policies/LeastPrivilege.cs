using System.Globalization;
using LocalCloud.Policies.Templates;

namespace LocalCloud.Policies;

/// <summary>From what was seen of a role to the policy that allows it.</summary>
internal static class LeastPrivilege
{
    // By these AWS says that it was the permission that was missing
    private static readonly string[] Refusals =
    [
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "UnauthorizedOperation",
        "AccessDeniedFault",
    ];

    /// <param name="role">ARN</param>
    /// <param name="usage">all calls that were counted: those of the role are taken</param>
    /// <param name="functions">that have the role</param>
    /// <param name="granted">what the deployed role grants; null when there is none</param>
    /// <param name="notCompared">policies of which the content is not known</param>
    public static PolicyReport Of(
        string role,
        UsageReport usage,
        IReadOnlyList<FunctionFacts> functions,
        IReadOnlyList<GrantedStatement>? granted = null,
        IReadOnlyList<string>? notCompared = null
    )
    {
        var calls = usage.Calls.Where(c => c.Role == role).ToList();
        var denied = calls.Where(IsDenied).ToList();
        var unknown = calls.Where(c => IamActions.Of(c) is null).ToList();
        var seen = calls
            .Except(denied)
            .SelectMany(c => (IamActions.Of(c) ?? []).Where(p => !IsThereAlready(c, p)).Select(p => (Permission: p, Call: c)));
        var evidence = Evidence(seen, functions.SelectMany(f => f.Needs().Select(n => (Permission: n, Function: f.Name))));
        var needed = evidence.Select(e => e.Permission).ToList();
        var (region, account) = Home(role, functions, calls);
        return new PolicyReport
        {
            Role = role,
            Functions = [.. functions.Select(f => f.Name).Order(StringComparer.Ordinal)],
            From = usage.From,
            To = usage.To,
            Region = region,
            Account = account,
            Note =
                $"Allows what was observed between {Time(usage.From)} and {Time(usage.To)}, and what Lambda needs by the functions' "
                + "configuration."
                + " What was not exercised in that time is not allowed.",
            Policy = LeastPolicy.Of(needed, region, account),
            Evidence = evidence,
            Denied = denied,
            OnlyFailed =
            [
                .. calls.Except(denied).Where(c => c.Failed == c.Count && IamActions.Of(c)?.Any(p => !IsThereAlready(c, p)) is true),
            ],
            Unknown = unknown,
        }.Against(granted, notCompared ?? []);
    }

    /// <summary>The same, with the names that a stack's template has for its resources.</summary>
    public static PolicyReport Named(this PolicyReport report, StackNames names) =>
        report with
        {
            Policy = LeastPolicy.Of(report.Evidence.Select(e => e.Permission), report.Region, report.Account, names),
        };

    /// <summary>The same, held against other policies.</summary>
    /// <param name="report">with its evidence</param>
    /// <param name="granted">null: there is nothing to compare with</param>
    /// <param name="notCompared">policies of which the content is not known</param>
    public static PolicyReport Against(
        this PolicyReport report,
        IReadOnlyList<GrantedStatement>? granted,
        IReadOnlyList<string> notCompared
    )
    {
        if (granted is null)
            return report with { Beyond = null, Lacking = null, NotCompared = null };
        var needed = report.Evidence.Select(e => e.Permission).ToList();
        return report with
        {
            Beyond = Comparison.Beyond(granted, needed),
            Lacking = Comparison.Lacking(granted, needed),
            NotCompared =
            [
                .. notCompared,
                .. granted
                    .Where(g => g.Uncompared is not null)
                    .Select(g => $"{g.Policy}{(g.Sid is null ? "" : $"/{g.Sid}")}: {g.Uncompared}"),
            ],
        };
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool IsDenied(UsageCall call) =>
        call.Failed == call.Count && call.Errors is { } errors && errors.Keys.All(Refusals.Contains);

    // Lambda makes the log group when there is none; where the template has made it, the role need not be able to
    private static bool IsThereAlready(UsageCall call, Permission permission) =>
        permission.Action == "logs:CreateLogGroup" && call.Caller == "runtime" && call.Failed == call.Count;

    private static List<Evidence> Evidence(
        IEnumerable<(Permission Permission, UsageCall Call)> seen,
        IEnumerable<(Permission Permission, string Function)> needs
    )
    {
        var all = seen.Select(s => (s.Permission, s.Call.Count, s.Call.Failed, s.Call.Function))
            .Concat(needs.Select(n => (n.Permission, 0L, 0L, (string?)n.Function)));
        return
        [
            .. all.GroupBy(s => s.Item1)
                .Select(g => new Evidence(
                    g.Key.Action,
                    g.Key.Resource,
                    [.. g.SelectMany(s => s.Item1.Forms).Distinct()],
                    g.Key.Condition,
                    g.Sum(s => s.Item2),
                    g.Sum(s => s.Item3),
                    [.. g.Select(s => s.Item4).OfType<string>().Distinct().Order(StringComparer.Ordinal)]
                ))
                .OrderBy(e => e.Action, StringComparer.Ordinal)
                .ThenBy(e => e.Resource, StringComparer.Ordinal),
        ];
    }

    // Functions are where their roles are used; a role itself has no region
    private static (string Region, string Account) Home(string role, IReadOnlyList<FunctionFacts> functions, List<UsageCall> calls)
    {
        var account = role.Split(':') is [_, _, _, _, { Length: > 0 } of, ..] ? of : functions.FirstOrDefault()?.Account ?? "";
        return (functions.FirstOrDefault()?.Region ?? calls.FirstOrDefault()?.Region ?? "", account);
    }
}
