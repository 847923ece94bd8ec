using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>
/// A trace that the runtime itself writes
/// (https://learn.microsoft.com/dotnet/core/diagnostics/eventpipe#trace-using-environment-variables):
/// no tool has to reach into the function.
/// </summary>
internal sealed class TraceFile
{
    // Loader 0x8 and JIT 0x10, verbose: https://learn.microsoft.com/dotnet/fundamentals/diagnostics/runtime-events
    private const string Providers =
        "Microsoft-Windows-DotNETRuntime:0x18:5,System.Net.Sockets:0xFFFFFFFFFFFFFFFF:4,System.Net.Http:0xFFFFFFFFFFFFFFFF:4";

    private readonly Dictionary<long, string> _modules = [];
    private readonly List<LoadedAssembly> _assemblies = [];
    private readonly List<JittedMethod> _methods = [];
    private readonly List<Connection> _connections = [];
    private readonly Dictionary<long, double> _compiling = [];
    private readonly Dictionary<int, Connection> _connecting = [];
    private string? _runtimeApi;
    private bool _librariesTell;

    public static Dictionary<string, string> Variables(string file) =>
        new()
        {
            ["DOTNET_EnableEventPipe"] = "1",
            ["DOTNET_EventPipeConfig"] = Providers,
            ["DOTNET_EventPipeOutputPath"] = file,
            // Written as it comes: a function's process is ended without a chance to write
            ["DOTNET_EventPipeOutputStreaming"] = "1",
        };

    /// <param name="first">When the first event was begun with and when it was done, on this machine's clock: the runtime knows
    /// neither.</param>
    /// <returns>null: there is no trace in it.</returns>
    public static StartTrace? Read(string file, (DateTimeOffset Began, DateTimeOffset Done) first)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
            return null;
        var trace = new TraceFile();
        var start = DateTimeOffset.MinValue;
        try
        {
            using var source = new EventPipeEventSource(file);
            start = source.SessionStartTime.ToUniversalTime();
            trace.Listen(source);
            source.Process();
        }
        catch (Exception error) when (error is FormatException or EndOfStreamException)
        {
            // The process was ended while it wrote: what came before is whole
        }
        return trace._assemblies.Count == 0
            ? null
            : trace.Result((first.Began - start).TotalMilliseconds, (first.Done - start).TotalMilliseconds);
    }

    private void Listen(EventPipeEventSource source)
    {
        source.Clr.LoaderModuleLoad += Loaded;
        source.Clr.MethodJittingStarted += e => _compiling[e.MethodID] = e.TimeStampRelativeMSec;
        source.Clr.MethodLoadVerbose += Compiled;
        source.Dynamic.All += Network;
    }

    private void Loaded(ModuleLoadUnloadTraceData e)
    {
        var name = Path.GetFileNameWithoutExtension(e.ModuleILPath);
        if (!_modules.TryAdd(e.ModuleID, name) || (e.ModuleFlags & ModuleFlags.Dynamic) != 0)
            return;
        _assemblies.Add(new(name, e.TimeStampRelativeMSec, (e.ModuleFlags & ModuleFlags.ReadyToRunModule) != 0));
    }

    private void Compiled(MethodLoadUnloadVerboseTraceData e)
    {
        // What runs often is compiled once more, beside the function: that is no part of a start
        if (
            !_compiling.Remove(e.MethodID, out var began)
            || e.OptimizationTier is OptimizationTier.OptimizedTier1 or OptimizationTier.OptimizedTier1OSR
            || IsInstrumented(e)
        )
            return;
        _methods.Add(new(e.IsDynamic ? null : _modules.GetValueOrDefault(e.ModuleID, "?"), began, e.TimeStampRelativeMSec - began));
    }

    private static bool IsInstrumented(MethodLoadUnloadVerboseTraceData e) =>
        e.OptimizationTier.ToString().EndsWith("Instrumented", StringComparison.Ordinal);

    private void Network(TraceEvent e)
    {
        _librariesTell |= e.ProviderName.StartsWith("System.Net.", StringComparison.Ordinal);
        switch (e.ProviderName, e.EventName)
        {
            case ("System.Net.Http", "Request/Start")
                when e.PayloadByName("pathAndQuery") is string path && path.EndsWith("/runtime/invocation/next", StringComparison.Ordinal):
                _runtimeApi = $"{e.PayloadByName("host")}:{e.PayloadByName("port")}";
                break;
            case ("System.Net.Sockets", "Connect/Start"):
                _connecting[e.ThreadID] = new(
                    SocketText.Of(e.PayloadByName("address") as string ?? "?"),
                    e.TimeStampRelativeMSec,
                    null,
                    false
                );
                break;
            case ("System.Net.Sockets", "Connect/Stop" or "ConnectFailed"):
                Connected(e);
                break;
        }
    }

    // What one thread has begun another may end: then it is the oldest that waits
    private void Connected(TraceEvent e)
    {
        if (_connecting.Count == 0)
            return;
        var key = _connecting.ContainsKey(e.ThreadID) ? e.ThreadID : _connecting.MinBy(c => c.Value.At).Key;
        _connecting.Remove(key, out var connection);
        _connections.Add(connection! with { Took = e.TimeStampRelativeMSec - connection.At, Failed = e.EventName == "ConnectFailed" });
    }

    private StartTrace Result(double began, double done)
    {
        var connections = _connections
            .Concat(_connecting.Values)
            .Where(c => c.At <= done)
            .OrderBy(c => c.At)
            .Select(c => c with { IsLambdas = c.To == _runtimeApi });
        return new(began, done, [.. _assemblies.Where(a => a.At <= done)], [.. _methods.Where(m => m.At <= done)], [.. connections])
        {
            ShowsConnections = _librariesTell,
        };
    }
}
