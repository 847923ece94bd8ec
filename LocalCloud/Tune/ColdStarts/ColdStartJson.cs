using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>The results for other tools. Times are milliseconds, sizes bytes, memory MB.</summary>
internal static class ColdStartJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(IReadOnlyList<ColdStartResult> results) =>
        new JsonArray([
            .. results.Select(r =>
                (JsonNode)
                    new JsonObject
                    {
                        ["function"] = r.Function,
                        ["build"] = r.Build,
                        ["memorySize"] = r.MemorySize,
                        ["zipSize"] = r.Package.ZipSize,
                        ["size"] = r.Package.Size,
                        ["assemblies"] = r.Package.Assemblies.Count,
                        ["starts"] = r.Init.Count,
                        ["initP50"] = r.InitP50,
                        ["initP99"] = r.InitP99,
                        ["firstP50"] = r.FirstP50,
                        ["firstP99"] = r.FirstP99,
                        ["secondP50"] = r.SecondP50,
                        ["maxMemoryUsed"] = r.MaxMemory,
                        ["error"] = r.Error,
                        ["trace"] = r.Trace is { } trace ? Of(trace) : null,
                        ["advice"] = new JsonArray([
                            .. Advice.For(r, results.Where(o => o != r && o.Function == r.Function)).Select(a => (JsonNode)a),
                        ]),
                    }
            ),
        ]).ToJsonString(Indented) + "\n";

    private static JsonObject Of(StartTrace trace) =>
        new()
        {
            ["init"] = trace.InitEnd,
            ["beforeRuntime"] = trace.BeforeRuntime,
            ["assembliesLoaded"] = trace.InitAssemblies.Count(),
            ["assembliesWithoutReadyToRun"] = trace.InitAssemblies.Count(a => !a.HasNativeCode),
            ["methodsCompiled"] = trace.InitMethods.Count(),
            ["compiling"] = trace.InitJit,
            ["methodsCompiledByFirstEvent"] = trace.Methods.Count - trace.InitMethods.Count(),
            ["compilingByFirstEvent"] = trace.FirstJit,
            ["connections"] = !trace.ShowsConnections
                ? null
                : new JsonArray([
                    .. trace
                        .Connections.Where(c => !c.IsLambdas)
                        .Select(c =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["to"] = c.To,
                                    ["at"] = c.At,
                                    ["took"] = c.Took,
                                    ["failed"] = c.Failed,
                                }
                        ),
                ]),
        };
}
