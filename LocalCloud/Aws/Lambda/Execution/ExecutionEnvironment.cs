using System.ComponentModel;
using System.Globalization;
using LocalCloud.Aws.Lambda.Execution.Api;
using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// One environment: a process that asks for invocations at a port of its own, one at a time. It is frozen when it has asked for the next
/// one
/// and there is none. What it is doing changes under its gate, by the process (asks, answers, exits) and by the caller (invokes, ends).
/// </summary>
internal sealed class ExecutionEnvironment : IDisposable
{
    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10),
        AnswerGrace = TimeSpan.FromSeconds(1),
        Farewell = TimeSpan.FromMilliseconds(500),
        MemoryCheck = TimeSpan.FromMilliseconds(500);

    /// <summary>Stopping wakes every thread of a process, and continuing too: one that is called again at once is spared that.</summary>
    private static readonly TimeSpan FreezeAfter = TimeSpan.FromMilliseconds(100);

    private readonly LambdaService _service;
    private readonly Lock _gate = new();
    private readonly FunctionLog _log;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly string _temporary;
    private readonly Cgroup? _cgroup;
    private readonly ITimer _freeze,
        _grace;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _frozen;
    private RuntimePort? _port;
    private FunctionProcess? _process;
    private ExternalExtensions? _external;
    private ITimer? _extensionLimit;
    private TaskCompletionSource<Invocation?>? _next;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<InvocationResult?> _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Invocation? _current;
    private InvocationResult? _initError;
    private TimeSpan? _initDuration;
    private long _began,
        _initBegan;
    private long _peak;
    private Deadline? _limit;
    private ITimer? _memory;
    private bool _tooMuch;
    private bool _gone;

    public ExecutionEnvironment(LambdaService service, Scope scope, FunctionVersion version, bool provisioned)
    {
        (_service, Scope, Version, IsProvisioned) = (service, scope, version, provisioned);
        _log = new(service, scope, version, _id);
        _temporary = Path.Combine(service.Code.Root, "tmp", _id);
        _cgroup = Cgroup.TryCreate(_id, version.Configuration.MemorySize, Variables.AsksForQuota(version.Configuration));
        _freeze = TimeProvider.System.CreateTimer(_ => Freeze(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _grace = TimeProvider.System.CreateTimer(_ => AnswerCaller(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Scope Scope { get; }

    public FunctionVersion Version { get; }

    public bool IsProvisioned { get; }

    public Extensions Extensions { get; } = new();

    public bool IsGone
    {
        get
        {
            lock (_gate)
                return _gone;
        }
    }

    /// <summary>null: it has none now.</summary>
    public EnvironmentProcess? Process =>
        _process is { } process ? new(Scope, Version.Name, Version.Number, process.Id, _temporary, _current?.Id, _frozen) : null;

    private TimeProvider Time => _service.Host.Time;

    /// <summary>Starts the process and waits until it asks for its first invocation; the error when it does not come to that.</summary>
    /// <param name="limit">10 seconds, or within an invocation what that has</param>
    public async Task<InvocationResult?> InitAsync(TimeSpan? limit = null)
    {
        using var span = Invoker.Tracing.StartActivity($"{Version.Name} init");
        _log.InitStart();
        _initBegan = Time.GetTimestamp();
        var done = _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _initError = null;
        using var deadline = new Deadline(Time, limit ?? InitLimit, () => InitTimedOut(limit ?? InitLimit));
        lock (_gate)
            _limit = deadline;
        if (Start() is { } impossible)
            done.TrySetResult(impossible);
        var failure = await done.Task.ConfigureAwait(false);
        var duration = Time.GetElapsedTime(_initBegan);
        _initDuration ??= IsProvisioned || limit is not null ? null : duration;
        if (failure is null)
            return null;
        span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.ErrorType);
        EndProcess();
        _log.InitReport(
            duration,
            failure.Status == "timeout" ? "timeout" : "error",
            failure.Status == "timeout" ? null : failure.ErrorType
        );
        return failure;
    }

    /// <summary>Completes when the init phase is over, in whatever way.</summary>
    public Task Started => _started.Task;

    /// <summary>Completes when the last invocation is over for the function too: it may go on working after it has answered.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Runs one invocation; the environment has to be idle or new. null when it has ended before it could begin.</summary>
    public async Task<InvocationResult?> InvokeAsync(Invocation invocation)
    {
        _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var timeout = TimeSpan.FromSeconds(Version.Configuration.Timeout);
        if (_process is null)
        {
            // A failed init is tried once more as part of the invocation ("suppressed init"; docs: lambda-runtime-environment)
            if (await InitAsync().ConfigureAwait(false) is not null && await InitAsync(timeout).ConfigureAwait(false) is { } failure)
            {
                _began = Time.GetTimestamp();
                _log.Start(invocation);
                _log.Line($"{Stamp()} {invocation.Id} {failure.ErrorType}: init failed twice");
                _started.TrySetResult();
                Report(invocation, WithRequestId(failure, invocation) with { WasInit = failure.Status != "timeout" });
                _settled.TrySetResult();
                return await invocation.Done.Task.ConfigureAwait(false);
            }
        }
        lock (_gate)
        {
            if (_gone || _next is null)
            {
                _settled.TrySetResult();
                return null;
            }
            _began = Time.GetTimestamp();
            invocation.Deadline = (
                TimeProvider.System.GetUtcNow() + (_service.HoldsDeadline ? TimeSpan.FromHours(24) : timeout)
            ).ToUnixTimeMilliseconds();
            _log.Start(invocation);
            _current = invocation;
            _limit = new(Time, timeout, () => TimedOut(invocation));
            if (_cgroup is null)
                _memory = TimeProvider.System.CreateTimer(_ => CheckMemory(), null, MemoryCheck, MemoryCheck);
            var next = _next;
            _next = null;
            _freeze.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_frozen)
                Signal(Native.Continue);
            _frozen = false;
            if (Extensions.Any)
                Extensions.Invoked(invocation);
            next.TrySetResult(invocation);
        }
        return await invocation.Done.Task.ConfigureAwait(false);
    }

    /// <summary>The process asks for work: it is ready, and done with what it had. null when the environment has ended.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken gone)
    {
        TaskCompletionSource<Invocation?> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_gone)
                return null;
            _next = next;
            if (_current is { Answer: { } answer })
                Finish(answer);
            if (_external is null || Extensions.AreIdle)
                Rest();
        }
        return await next.Task.WaitAsync(gone).ConfigureAwait(false);
    }

    /// <summary>The folder of a package that the runtime brings along. Installing it takes none of the function's time: on AWS it is
    /// there.</summary>
    public async Task<Result<string>> FindModuleAsync(string package)
    {
        var began = Time.GetTimestamp();
        Deadline? limit;
        lock (_gate)
            limit = _limit;
        limit?.Hold();
        try
        {
            return await _service.Sdk.FolderOfAsync(package, Version.Configuration.Runtime!, _service.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Sdk.JavaScriptSdk.Missing("The emulator ends.");
        }
        finally
        {
            limit?.Go();
            var took = Time.GetTimestamp() - began;
            lock (_gate)
                (_began, _initBegan) = (_began + took, _initBegan + took);
        }
    }

    /// <summary>An extension has asked for its next event and there is none: when the others and the runtime have too, nobody
    /// works.</summary>
    public void ExtensionWaits()
    {
        lock (_gate)
        {
            if (_gone || _next is null || _external is null || !Extensions.AreIdle)
                return;
            var initialising = !_initialised.Task.IsCompleted;
            Rest();
            if (!initialising && _current is null)
                Settle();
        }
    }

    public Invocation? Current(string id)
    {
        lock (_gate)
            return _current is { Answer: null } current && current.Id == id ? current : null;
    }

    /// <summary>The function has answered. The caller gets the answer when the process asks for the next invocation, which most do at
    /// once.</summary>
    public void Respond(Invocation invocation, InvocationResult result)
    {
        lock (_gate)
        {
            if (_current != invocation || invocation.Answer is not null)
                return;
            invocation.Answer = result;
            _grace.Change(AnswerGrace, Timeout.InfiniteTimeSpan);
        }
        invocation.Stream?.End();
    }

    public void InitFailed(InvocationResult error) => _initError = error;

    /// <summary>Ends the process, now.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_gone)
                return;
            _gone = true;
            _started.TrySetResult();
            _next?.TrySetResult(null);
            _next = null;
            _initialised.TrySetResult(Stopping());
            if (_current is { } current)
                Finish(
                    current.Answer
                        ?? InvocationResult.Failed("Sandbox.Failure", $"RequestId: {current.Id} Error: The environment was ended.", "error")
                );
            Settle();
        }
        if (Extensions.Any)
            _ = ShutDownAsync("spindown");
        else
            EndProcess();
    }

    private void Freeze()
    {
        lock (_gate)
        {
            if (_next is null || _current is not null || _gone)
                return;
            // No debugger gets an answer from a process that is stopped
            if (_service.HoldsDeadline)
                return;
            if (_external is not null && !Extensions.AreIdle)
                return;
            _frozen = true;
            Signal(Native.Stop);
        }
    }

    private void Signal(int signal)
    {
        _process?.Signal(signal);
        _external?.Signal(signal);
    }

    /// <summary>Under the gate: nobody works.</summary>
    private void Rest()
    {
        if (_external is not null && !_initialised.Task.IsCompleted)
            foreach (var line in Extensions.Lines)
                _log.Line(line);
        _initialised.TrySetResult(null);
        _cgroup?.Started();
        _started.TrySetResult();
        _freeze.Change(FreezeAfter, Timeout.InfiniteTimeSpan);
    }

    private void Settle()
    {
        _extensionLimit?.Dispose();
        _extensionLimit = null;
        _settled.TrySetResult();
    }

    // A process that goes on working after its answer does not keep its caller waiting for that
    private void AnswerCaller()
    {
        lock (_gate)
            if (_current is { Answer: { } answer } current)
                Report(current, answer);
    }

    private InvocationResult? Start()
    {
        // No file is made, and no process begins, beside an emulator that takes its files away
        if (IsGone || !_service.Guard.TryEnter())
            return Stopping();
        try
        {
            Directory.CreateDirectory(_temporary);
            var root = _service.Code.Unpack(Version.CodeFile);
            var layers = _service.Code.UnpackLayers(Version.LayerFiles);
            _port = _service.Api.Open(this);
            var variables = Variables.Of(
                _service.Host,
                Scope,
                Version,
                root,
                layers,
                _temporary,
                _port.Number,
                _log,
                IsProvisioned,
                _service.Secrets.Grant(Scope.Account),
                _service.Runtimes
            );
            if (!FunctionLaunch.Of(Version, root, layers, variables).Ok(out var launch, out var error))
                return InvocationResult.Failed(error.Code, error.Message, "error");
            var own = Own(root, layers);
            launch = launch with { Starting = start => _service.Confinement.Start(start, own) };
            if (ExternalExtensions.In(layers) is not { Count: > 0 } names)
                return Run(launch);
            Extensions.Expect(names);
            _external = ExternalExtensions.Start(names, layers!, launch, _service.Guard, _cgroup, _log.Line);
            _ = RunBehindAsync(_external, launch);
            return null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return InvocationResult.Failed("Runtime.InvalidEntrypoint", e.Message, "error");
        }
        catch (OperationCanceledException)
        {
            return Stopping();
        }
        finally
        {
            _service.Guard.Leave();
        }
    }

    private OwnFiles Own(string root, string? layers)
    {
        var authority = _service.Host.Engines.Authority;
        string?[] readable = [root, layers, _service.Runtimes, authority.BundlePath, authority.CertificatePath];
        return new([.. readable.OfType<string>()], _temporary);
    }

    private InvocationResult? Run(Launch launch)
    {
        try
        {
            var process = FunctionProcess.Start(launch, _service.Guard, _cgroup, _log.Line);
            _process = process;
            _ = WatchAsync(process);
            // It may have been ended while the process was started
            if (IsGone)
                EndProcess();
            return null;
        }
        catch (Win32Exception e)
        {
            return InvocationResult.Failed("Runtime.InvalidEntrypoint", e.Message, "error");
        }
        catch (OperationCanceledException)
        {
            return Stopping();
        }
    }

    /// <summary>The runtime begins when the extensions have registered, and ends when one of them ends.</summary>
    private async Task RunBehindAsync(ExternalExtensions external, Launch launch)
    {
        if (
            await Task.WhenAny(Extensions.Registered, external.Crashed).ConfigureAwait(false) == Extensions.Registered
            && _external == external
            && Run(launch) is { } impossible
        )
            _initialised.TrySetResult(impossible);
        var crash = await external.Crashed.ConfigureAwait(false);
        lock (_gate)
        {
            if (_external != external || _gone || _initialised.TrySetResult(crash))
                return;
            _gone = true;
            _next?.TrySetResult(null);
            _next = null;
            if (_current is { } current)
                Finish(current.Answer ?? WithRequestId(crash, current));
            Settle();
        }
        EndProcess();
    }

    private async Task WatchAsync(FunctionProcess process)
    {
        var code = await process.Exited.ConfigureAwait(false);
        process.Drain();
        // What it has said before its end may still be on its way; a child of it may hold a connection for longer
        if (_port is { } port && _external is null)
            await Task.WhenAny(port.Silence, Task.Delay(Farewell, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        bool ending;
        lock (_gate)
        {
            if (_process != process)
                return;
            // In the init phase: whoever waits for it decides whether there is another try
            if (_initialised.TrySetResult(_initError ?? ExitResult(null, code)))
                return;
            if (_current is { } current)
                Finish(current.Answer ?? ExitResult(current, code));
            ending = _gone;
            _gone = true;
            _next?.TrySetResult(null);
        }
        if (_external is null)
            EndProcess();
        // Else whoever ends the environment gives the extensions their time
        else if (!ending)
            _ = ShutDownAsync("failure");
    }

    private InvocationResult ExitResult(Invocation? invocation, int code)
    {
        // Nobody here has killed it: the kernel did, for its memory
        if (code - 128 == Native.Kill && _cgroup is not null && invocation is not null && !_gone)
            _tooMuch = true;
        var reason = code switch
        {
            0 => "Runtime exited without providing a reason",
            > 128 when code - 128 == Native.Kill => "Runtime exited with error: signal: killed",
            > 128 and < 160 => $"Runtime exited with error: signal: {code - 128}",
            _ => $"Runtime exited with error: exit status {code}",
        };
        if (invocation is not null)
            _log.Line($"RequestId: {invocation.Id} Error: {reason}\nRuntime.ExitError");
        return InvocationResult.Failed(
            "Runtime.ExitError",
            invocation is null ? reason : $"RequestId: {invocation.Id} Error: {reason}",
            "error"
        );
    }

    // An error of the init phase knew of no request.
    private static InvocationResult WithRequestId(InvocationResult failure, Invocation invocation) =>
        failure.Status is null
            ? failure
            : InvocationResult.Failed(failure.ErrorType!, $"RequestId: {invocation.Id} Error: {Message(failure)}", failure.Status);

    private static string Message(InvocationResult failure)
    {
        using var document = System.Text.Json.JsonDocument.Parse(failure.Payload);
        return document.RootElement.GetProperty("errorMessage").GetString()!;
    }

    private void InitTimedOut(TimeSpan limit)
    {
        if (_service.HoldsDeadline)
            return;
        _initialised.TrySetResult(InvocationResult.Failed("Sandbox.Timedout", $"Task timed out after {Seconds(limit)} seconds", "timeout"));
    }

    private void TimedOut(Invocation invocation)
    {
        lock (_gate)
        {
            if (_current != invocation)
                return;
            var limit = Seconds(TimeSpan.FromSeconds(Version.Configuration.Timeout));
            if (_service.HoldsDeadline)
            {
                _log.Line($"{Stamp()} {invocation.Id} The time-out of {limit} seconds has passed; --debug-deadline holds it");
                return;
            }
            _gone = true;
            _process!.Drain();
            _process.EndLine();
            _log.Line($"{Stamp()} {invocation.Id} Task timed out after {limit} seconds\n");
            Finish(
                invocation.Answer
                    ?? InvocationResult.Failed(
                        "Sandbox.Timedout",
                        $"RequestId: {invocation.Id} Error: Task timed out after {limit} seconds",
                        "timeout"
                    )
            );
        }
        if (_external is null)
            EndProcess();
        else
            _ = ShutDownAsync("timeout");
    }

    // Without control groups, memory is looked at while the function works
    private void CheckMemory()
    {
        lock (_gate)
            if (_current is not null && _process is { } process && process.Memory.Private() > (long)Version.Configuration.MemorySize << 10)
            {
                _tooMuch = true;
                process.Signal(Native.Kill);
            }
    }

    /// <summary>Under the gate: the invocation is over.</summary>
    private void Finish(InvocationResult result)
    {
        var invocation = _current!;
        _current = null;
        _limit?.Dispose();
        _memory?.Dispose();
        _grace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Report(invocation, result);
        if (_external is null || _next is null || Extensions.AreIdle)
            Settle();
        else
            // They have what is left of the function's time
            _extensionLimit = Time.CreateTimer(_ => Dispose(), null, Left(), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Left()
    {
        var left = TimeSpan.FromSeconds(Version.Configuration.Timeout) - Time.GetElapsedTime(_began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Report(Invocation invocation, InvocationResult result)
    {
        if (invocation.Done.Task.IsCompleted)
            return;
        var duration = Time.GetElapsedTime(_began);
        if (_process is { } process)
        {
            process.Drain();
            process.EndLine();
            _peak = Math.Max(_peak, process.Memory.Peak() >> 10);
        }
        var size = Version.Configuration.MemorySize;
        var report = new Report(
            duration,
            _initDuration,
            _tooMuch ? size : Math.Min(_peak, size),
            result.Status,
            result.Status == "error" ? result.ErrorType : null
        );
        _initDuration = null;
        _log.End(invocation, report);
        (invocation.Duration, invocation.Report) = (duration, report);
        _service.Recent.Add(Scope, Version, invocation, result, report, Time.GetUtcNow());
        invocation.Stream?.End();
        invocation.Done.TrySetResult(result);
    }

    private async Task ShutDownAsync(string reason)
    {
        // docs: runtimes-extensions-api, shutdown phase of a function with internal extensions: 500 ms; with external ones 2 s, of which
        // the runtime has 300 ms
        var (process, external) = (_process, _external);
        Signal(Native.Continue);
        process?.Signal(Native.Terminate);
        if (process is not null)
            await Task.WhenAny(
                    process.Exited,
                    Task.Delay(TimeSpan.FromMilliseconds(external is null ? 500 : 300), TimeProvider.System, CancellationToken.None)
                )
                .ConfigureAwait(false);
        if (external is not null)
        {
            var rest = TimeSpan.FromMilliseconds(1700);
            Extensions.ShutDown(reason, TimeProvider.System.GetUtcNow() + rest);
            await Task.WhenAny(external.Exited, Task.Delay(rest, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        }
        EndProcess();
    }

    private void EndProcess()
    {
        Interlocked.Exchange(ref _port, null)?.Dispose();
        var process = Interlocked.Exchange(ref _process, null);
        process?.Dispose();
        var external = Interlocked.Exchange(ref _external, null);
        external?.Dispose();
        _ = CleanUpAsync(process, external);
    }

    // What the process has used can go when it has gone; not before another try of the init phase has ended too.
    private async Task CleanUpAsync(FunctionProcess? process, ExternalExtensions? external)
    {
        if (external is not null)
            await external.Exited.ConfigureAwait(false);
        if (process is not null)
            await process.Exited.ConfigureAwait(false);
        if (!IsGone)
            return;
        await _freeze.DisposeAsync().ConfigureAwait(false);
        await _grace.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (Directory.Exists(_temporary))
                Directory.Delete(_temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One of its children still writes; what is left goes when the emulator starts again
        }
        _cgroup?.Dispose();
    }

    private static InvocationResult Stopping() => InvocationResult.Failed("Sandbox.Failure", "The environment was ended.", "error");

    private string Stamp() => Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
}

/// <param name="Temporary">its TMPDIR, where .NET's diagnostics and debugger ports are</param>
/// <param name="RequestId">of the invocation that it works at; null when it waits for one</param>
/// <param name="IsFrozen">stopped by SIGSTOP until the next invocation: no debugger gets an answer from it</param>
internal sealed record EnvironmentProcess(
    Scope Scope,
    string Function,
    string Version,
    int Id,
    string Temporary,
    string? RequestId,
    bool IsFrozen
);
