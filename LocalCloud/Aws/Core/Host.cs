using System.Runtime.CompilerServices;
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
        var result = await RunAsync(found, known, request, NewContext(scope, cancellation, caller, trace)).ConfigureAwait(false);
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
        var context = NewContext(scope, cancellation, caller);
        var result = await InvokeAsync(service, scope, operation, request, context).ConfigureAwait(false);
        if (caller is not null)
            Count(service, operation, request, result.Ok(out var answer, out var error) ? answer : null, error, context);
        return result;
    }

    private async ValueTask<Result<TResponse>> InvokeAsync<TState, TRequest, TResponse>(
        Service service,
        Scope scope,
        Operation<TState, TRequest, TResponse> operation,
        TRequest request,
        Context context
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        if (
            Faults.Any
            && await Faults.BeforeAsync(service, CallOf(service, operation, request, scope), context.Cancellation).ConfigureAwait(false)
                is { } struck
        )
            return struck;
        if (Access?.Refuse(service, operation, request, context) is { } denied)
            return denied;
        if (operation.Check(request) is { } invalid)
            return service.Invalid(invalid);
        if (!operation.OnlyReads && !await IsWritableAsync().ConfigureAwait(false))
            return AwsError.NotStored;
        return await operation.RunAsync((TState)service.State(scope), request, context).ConfigureAwait(false);
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

    internal async ValueTask<Result<TResponse>> RunAsync<TState, TRequest, TResponse>(
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

    // Every call of an operation comes through here or through the InvokeAsync above
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal static async ValueTask<Result<object>> RunAsync(Service service, Operation operation, object request, Context context)
    {
        var result = await RunUncountedAsync(service, operation, request, context).ConfigureAwait(false);
        if (context.Caller is not null)
            Count(service, operation, request, result.Ok(out var answer, out var error) ? answer : null, error, context);
        return result;
    }

    private static void Count(Service service, Operation operation, object request, object? answer, AwsError? error, Context context) =>
        (operation.Measure ??= Metering.Measures.AllMeasures.Of(service, operation))(
            new(context, service.CountedAs, operation.Name, request, answer, error)
        );

    private static ValueTask<Result<object>> RunUncountedAsync(Service service, Operation operation, object request, Context context) =>
        context.Host.Access?.Refuse(service, operation, request, context) is { } denied ? ValueTask.FromResult<Result<object>>(denied)
        : context.Host.Faults.Any ? RunWithFaultsAsync(service, operation, request, context)
        : operation.Check(request) is { } invalid ? ValueTask.FromResult<Result<object>>(service.Invalid(invalid))
        : operation.OnlyReads || context.Host.IsWritableAsync() is { IsCompletedSuccessfully: true, Result: true }
            ? operation.RunAsync(service, request, context)
        : RunIfWritableAsync(service, operation, request, context);

    private static async ValueTask<Result<object>> RunIfWritableAsync(
        Service service,
        Operation operation,
        object request,
        Context context
    ) =>
        operation.OnlyReads || await context.Host.IsWritableAsync().ConfigureAwait(false)
            ? await operation.RunAsync(service, request, context).ConfigureAwait(false)
            : AwsError.NotStored;

    private static async ValueTask<Result<object>> RunWithFaultsAsync(Service service, Operation operation, object request, Context context)
    {
        var faults = context.Host.Faults;
        var call = CallOf(service, operation, request, context.Scope);
        if (await faults.BeforeAsync(service, call, context.Cancellation).ConfigureAwait(false) is { } struck)
            return struck;
        if (operation.Check(request) is { } invalid)
            return service.Invalid(invalid);
        var result = await RunIfWritableAsync(service, operation, request, context).ConfigureAwait(false);
        if (result.Error is null && context.IsRequest)
            faults.After(call);
        return result;
    }

    private static Call CallOf(Service service, Operation operation, object request, Scope scope) =>
        new(scope, service.Id, operation.Name, () => ResourceNames.Of(request, operation.Request));

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
