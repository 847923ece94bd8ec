using System.Text.Json;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Store;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws;

/// <summary>All services of one emulator, its clock and its store. Services call each other through it.</summary>
internal sealed class Host
{
    private readonly IStore _store;
    private readonly Dictionary<string, Service> _byId;

    public Host(TimeProvider time, IStore store, IReadOnlyList<Service> services, string? dataDirectory, ILoggerFactory loggers)
    {
        (Time, _store, Services, DataDirectory, Loggers) = (time, store, services, dataDirectory, loggers);
        Faults = new(time);
        Usage = new(time);
        foreach (var service in services)
            service.Host = this;
        _byId = services.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var (service, scope, rows) in store.Load())
            _byId.GetValueOrDefault(service)?.Load(scope, rows);
    }

    public TimeProvider Time { get; }

    /// <summary>Servers that run beside this process.</summary>
    internal Engines.LocalEngines Engines { get; init; } = new(new(), null);

    public IReadOnlyList<Service> Services { get; }

    public ILoggerFactory Loggers { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public ActiveFaults Faults { get; }

    /// <summary>What was called, by whom.</summary>
    internal UsageMeter Usage { get; }

    internal Iam.Access.Identities Identities => field ??= new(this);

    /// <summary>Decides requests by policies; null: whoever asks may do all.</summary>
    internal Iam.Access.AccessControl? Access { get; init; }

    /// <summary>For files beside the store (S3's bodies); null with --memory.</summary>
    public string? DataDirectory { get; }

    /// <summary>scheme://host:port that processes on this machine reach this emulator at; set when it listens.</summary>
    public string Endpoint { get; internal set; } = "http://127.0.0.1:4566";

    /// <summary>Where large values can be left that memory need not hold; null with --memory.</summary>
    internal IBlobs? Blobs => _store.Blobs;

    public Service Service(string id) => _byId[id];

    public T Service<T>()
        where T : Service => Services.OfType<T>().Single();

    public void Start(CancellationToken stopping)
    {
        foreach (var service in Services)
            service.Start(stopping);
    }

    /// <summary>Calls an operation by name with the input that the JSON protocol would carry: same checks, same answers.</summary>
    public ValueTask<Result<JsonElement>> InvokeAsync(
        Scope scope,
        string service,
        string operation,
        JsonElement input,
        CancellationToken cancellation = default
    ) => InvokeAsync(null, scope, service, operation, input, cancellation);

    /// <param name="caller">whose call it is on AWS; null for what AWS does by itself, which is not counted</param>
    /// <param name="trace">X-Ray's header of what the call comes from</param>
    internal async ValueTask<Result<JsonElement>> InvokeAsync(
        Caller? caller,
        Scope scope,
        string service,
        string operation,
        JsonElement input,
        CancellationToken cancellation,
        string? trace = null
    )
    {
        if (!_byId.TryGetValue(service, out var found) || found.Find(operation) is not { } known)
            return new AwsError("UnknownOperationException", $"{operation} of {service} is not supported by LocalCloud.");
        if (
            !AwsJson
                .Read(known, JsonSerializer.SerializeToUtf8Bytes(input, CoreJson.Default.JsonElement))
                .Ok(out var request, out var error)
        )
            return error;
        var result = await Pipeline
            .AnswerAsync(found, known, request, NewContext(scope, cancellation, caller, trace))
            .ConfigureAwait(false);
        return result.Ok(out var value, out error) ? JsonSerializer.SerializeToElement(value, known.Response) : error;
    }

    /// <summary>The same for callers that know the operation: no JSON in between.</summary>
    public ValueTask<Result<TResponse>> InvokeAsync<TState, TRequest, TResponse>(
        Scope scope,
        Operation<TState, TRequest, TResponse> operation,
        TRequest request,
        CancellationToken cancellation = default
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class => InvokeAsync(null, scope, operation, request, cancellation);

    internal async ValueTask<Result<TResponse>> InvokeAsync<TState, TRequest, TResponse>(
        Caller? caller,
        Scope scope,
        Operation<TState, TRequest, TResponse> operation,
        TRequest request,
        CancellationToken cancellation
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        var service = Services.First(s => ReferenceEquals(s.Find(operation.Name), operation));
        var result = await Pipeline.AnswerAsync(service, operation, request, NewContext(scope, cancellation, caller)).ConfigureAwait(false);
        return result.Ok(out var answer, out var error) ? (TResponse)answer : error;
    }

    /// <summary>Runs <paramref name="change"/> under the state's gate, and returns once what it put and deleted is on disk.</summary>
    public async ValueTask<Result<T>> ChangeAsync<TState, T>(TState state, Func<TState, Changes, Result<T>> change)
        where TState : ServiceState
    {
        var changes = new Changes(state.Service.Id, state.Scope);
        Result<T> result;
        Task<bool> committed;
        lock (state.Gate)
        {
            // Queued under the gate, so that the store sees the changes of a state in the order in which they were made,
            // and queued even when the handler failed: memory has changed as far as the rows say.
            try
            {
                result = change(state, changes);
            }
            finally
            {
                committed = changes.Rows.Count == 0 ? Task.FromResult(true) : _store.CommitAsync(changes);
            }
        }
        if (!await committed.ConfigureAwait(false))
            return AwsError.NotStored;
        changes.Committed();
        return result;
    }

    /// <summary>False while the disk is full: then no change begins, or memory would run ahead of it without end.</summary>
    internal ValueTask<bool> IsWritableAsync() => _store.IsWritableAsync();

    /// <summary>Looks at a state without changing it.</summary>
    public T Read<TState, T>(TState state, Func<TState, T> read)
        where TState : ServiceState
    {
        lock (state.Gate)
            return read(state);
    }

    /// <summary>Runs <paramref name="handle"/> under the state's gate, again and again while it says to wait, and returns once what it put
    /// and deleted is on disk.</summary>
    internal async ValueTask<Result<TResponse>> HandleAsync<TState, TRequest, TResponse>(
        TState state,
        TRequest request,
        Context context,
        Func<TState, TRequest, Context, Result<TResponse>> handle
    )
        where TState : ServiceState
    {
        while (true)
        {
            var result = await ChangeAsync(state, (s, changes) =>
                {
                    context.Changes = changes;
                    return handle(s, request, context);
                })
                .ConfigureAwait(false);
            if (result.Wait is not { } wait)
            {
                // People wait here, so it is their clock that counts, whatever the emulator's says.
                if (!context.Begun.IsCompleted && context.IsRequest)
                    await Task.WhenAny(context.Begun, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, context.Cancellation))
                        .ConfigureAwait(false);
                return result;
            }
            await wait.ForAsync(state, context.Cancellation).ConfigureAwait(false);
        }
    }

    // Who acts with a role is asked for the role's policies: schedules, integrations, pollers. What Lambda does beside, logs and
    // destinations, is not.
    private Iam.Access.Identity? ActingOf(Caller? caller) =>
        caller is { Kind: CallerKind.Service or CallerKind.Poller, Role: { } role }
            ? Identities.OfRole(role, caller.Function ?? "LocalCloud")
            : null;

    private Context NewContext(Scope scope, CancellationToken cancellation, Caller? caller, string? trace = null) =>
        new(this, scope, Endpoint, RandomId.New().ToString(), cancellation)
        {
            Caller = caller,
            Identity = Access is null ? null : ActingOf(caller),
            TraceParent = Telemetry.XRay.TraceParent(trace),
            XRayTraceHeader = trace,
        };
}
