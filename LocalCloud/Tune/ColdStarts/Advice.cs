using LocalCloud.Tune.Results;
using static System.FormattableString;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>What would shorten a start, by what was seen of it. What shows nothing worth while is not named.</summary>
internal static class Advice
{
    private const double WorthWhile = 0.1;
    private const double LeastMilliseconds = 5;
    private const long ManyBytes = 5_000_000;

    /// <param name="others">The other builds of the function.</param>
    public static IEnumerable<string> For(ColdStartResult result, IEnumerable<ColdStartResult> others)
    {
        foreach (var line in FromTrace(result))
            yield return line;
        foreach (var other in others.Where(o => o.InitP50 < result.InitP50 * (1 - WorthWhile)))
            yield return $"{other.Build} starts in {Form.Milliseconds(other.InitP50)} in place of {Form.Milliseconds(result.InitP50)} "
                + Invariant($"({(1 - (other.InitP50 / result.InitP50)) * 100:0} % less).");
    }

    private static IEnumerable<string> FromTrace(ColdStartResult result)
    {
        if (result.Trace is not { } trace)
            return [];
        return [.. Compiling(trace), .. FirstEvent(result, trace), .. Idle(result.Package, trace), .. Connecting(trace)];
    }

    private static IEnumerable<string> Compiling(StartTrace trace)
    {
        var span = trace.InitEnd;
        if (trace.InitJit <= span * WorthWhile)
            yield break;
        var without = WithoutNativeCode(trace);
        var theirs = trace.InitMethods.Where(m => m.Assembly is { } assembly && without.Contains(assembly)).ToList();
        if (theirs.Sum(m => m.Took) is var lost && lost > span * WorthWhile / 2)
            yield return $"{Named(without)} {(without.Count > 1 ? "have" : "has")} no ReadyToRun code: {theirs.Count} methods took "
                + $"{Form.Milliseconds(lost)} of the {Form.Milliseconds(span)} to compile. PublishReadyToRun compiles them beforehand.";
        var made = trace.InitMethods.Where(m => m.Assembly is null).ToList();
        if (made.Sum(m => m.Took) is var making && making > span * WorthWhile / 2)
            yield return $"{made.Count} methods were made while it started (compiled expressions, reflection emit) and took "
                + $"{Form.Milliseconds(making)}: source generators make them beforehand.";
        yield return $"The compiler ran {Form.Milliseconds(trace.InitJit)} of the {Form.Milliseconds(span)} until the first event "
            + Invariant($"({trace.InitJit / span * 100:0} %, {trace.InitMethods.Count()} methods): PublishAot has nothing to compile.");
    }

    private static IEnumerable<string> FirstEvent(ColdStartResult result, StartTrace trace)
    {
        if (trace.FirstJit > result.FirstP50 * WorthWhile && trace.FirstJit > LeastMilliseconds)
            yield return $"The first event had {trace.Methods.Count - trace.InitMethods.Count()} methods compiled "
                + $"({Form.Milliseconds(trace.FirstJit)}, in a first response of {Form.Milliseconds(result.FirstP50)}): "
                + "with provisioned concurrency, calling the handler once while it starts takes that off the first caller.";
    }

    private static IEnumerable<string> Idle(PackageFacts package, StartTrace trace)
    {
        var loaded = trace.Assemblies.Select(a => a.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var idle = package.Assemblies.Where(a => !loaded.Contains(a.Key)).OrderByDescending(a => a.Value).ToList();
        if (idle.Sum(a => a.Value) is var bytes && bytes > ManyBytes)
            yield return $"{idle.Count} of {package.Assemblies.Count} assemblies were not loaded "
                + Invariant($"({bytes / 1e6:0.0} of {package.Size / 1e6:0.0} MB unpacked), the largest ")
                + $"{string.Join(", ", idle.Take(3).Select(a => $"{a.Key}.dll"))}. "
                + "What no event needs can go: references, PublishTrimmed.";
    }

    private static IEnumerable<string> Connecting(StartTrace trace)
    {
        foreach (var connection in trace.Connections.Where(c => !c.IsLambdas && c.Took > trace.InitEnd * WorthWhile))
            yield return $"Connecting to {connection.To} took {Form.Milliseconds(connection.Took!.Value)} "
                + (trace.IsInit(connection.At) ? "while it started" : "of the first event")
                + (connection.Failed ? ", and failed." : ".");
    }

    private static string Named(IReadOnlyList<string> assemblies) =>
        string.Join(", ", assemblies.Take(5).Select(a => $"{a}.dll")) + (assemblies.Count > 5 ? $" and {assemblies.Count - 5} more" : "");

    // The most compiled first. Facades have no code, and nothing is compiled of them.
    private static List<string> WithoutNativeCode(StartTrace trace)
    {
        var took = trace
            .InitMethods.Where(m => m.Assembly is not null)
            .GroupBy(m => m.Assembly!)
            .ToDictionary(g => g.Key, g => g.Sum(m => m.Took));
        return
        [
            .. trace
                .InitAssemblies.Where(a => !a.HasNativeCode && took.ContainsKey(a.Name))
                .Select(a => a.Name)
                .OrderByDescending(a => took[a]),
        ];
    }
}
