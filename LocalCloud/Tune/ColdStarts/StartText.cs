using LocalCloud.Tune.Results;
using static System.FormattableString;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>What a start consists of and what would shorten it, line by line.</summary>
internal static class StartText
{
    private const int Most = 5;

    public static IEnumerable<string> Of(ColdStartResult result, IReadOnlyList<ColdStartResult> all)
    {
        if (result.Error is { } error)
            yield return $"It answered the event with an error, which took the time that is shown: "
                + $"{(error.Length > 300 ? error[..300] + "..." : error)}";
        if (result.Trace is { } trace)
        {
            foreach (var line in Of(trace))
                yield return line;
        }
        else
            yield return result.IsNative
                ? "There is no .NET assembly in the package: it is a native executable (AOT), whose start has no parts that could be told."
                : "It has written no trace (it is no .NET, or its runtime cannot): what the start consists of cannot be told.";
        foreach (var advice in Advice.For(result, all.Where(o => o != result && o.Function == result.Function)))
            yield return $"-> {advice}";
    }

    private static IEnumerable<string> Of(StartTrace trace)
    {
        var (assemblies, methods, span) = (trace.InitAssemblies.ToList(), trace.InitMethods.ToList(), trace.InitEnd);
        yield return $"Traced, which is slower, it took {Form.Milliseconds(trace.BeforeRuntime + span)} to its first event, "
            + $"{Form.Milliseconds(trace.BeforeRuntime)} of them before the runtime began:";
        var later = trace.Assemblies.Count - assemblies.Count;
        yield return $"  {assemblies.Count} assemblies loaded, {assemblies.Count(a => !a.HasNativeCode)} of them without ReadyToRun code"
            + (later > 0 ? $"; {later} more by the first event" : "");
        later = trace.Methods.Count - methods.Count;
        yield return $"  {methods.Count} methods compiled in {Form.Milliseconds(trace.InitJit)} "
            + Invariant($"({trace.InitJit / span * 100:0} %)")
            + (later > 0 ? $"; {later} more in {Form.Milliseconds(trace.FirstJit)} by the first event" : "");
        if (methods.Count > 0)
            yield return $"  most of them of {string.Join(", ", MostCompiled(methods))}";
        foreach (var line in Connections(trace))
            yield return line;
    }

    private static IEnumerable<string> MostCompiled(IReadOnlyList<JittedMethod> methods) =>
        methods
            .GroupBy(m => m.Assembly)
            .Select(g => (Name: g.Key ?? "made while it ran", Count: g.Count(), Took: g.Sum(m => m.Took)))
            .OrderByDescending(g => g.Took)
            .Take(Most)
            .Select(g => $"{g.Name} ({g.Count}, {Form.Milliseconds(g.Took)})");

    private static IEnumerable<string> Connections(StartTrace trace)
    {
        var own = trace.Connections.Where(c => !c.IsLambdas).ToList();
        if (!trace.ShowsConnections)
            yield return "  connections cannot be seen: the package was published with EventSourceSupport off";
        else if (own.Count == 0)
            yield return "  no connection but that to Lambda";
        foreach (var c in own.Take(Most))
        {
            var when = trace.IsInit(c.At) ? "while it started" : "by the first event";
            var took = c.Took is { } time ? Form.Milliseconds(time) : "not there before the end";
            yield return $"  connection to {c.To} at {Form.Milliseconds(c.At)}, {when}: {took}{(c.Failed ? ", failed" : "")}";
        }
        if (own.Count > Most)
            yield return $"  and {own.Count - Most} more connections";
    }
}
