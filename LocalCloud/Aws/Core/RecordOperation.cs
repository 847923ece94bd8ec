using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Metering.Measures;

namespace LocalCloud.Aws;

/// <summary>An operation between records, which the protocols read and write by the records' JSON shapes.</summary>
internal abstract class RecordOperation(string name, JsonTypeInfo request, JsonTypeInfo response) : Operation(name)
{
    private Measure? _measure;

    public JsonTypeInfo Request => request;

    public JsonTypeInfo Response => response;

    /// <summary>Where its members travel in REST-JSON, for services that speak it.</summary>
    internal RestBinding? Rest { get; set; }

    internal override AwsError? Refuse(Service service, object request, Context context) =>
        context.Host.Access?.Refuse(service, this, request, context);

    internal override IEnumerable<string> ResourcesOf(object request) => ResourceNames.Of(request, Request);

    internal override Measure MeasureIn(Service service) => _measure ??= AllMeasures.Of(service, this);
}

/// <summary>Makes the operations of a service: <c>Operation&lt;SqsState&gt;.Define("SendMessage", ...)</c>.</summary>
internal static class Operation<TState>
    where TState : ServiceState
{
    /// <summary>An operation whose handler runs under the state's gate and never waits.</summary>
    public static Operation<TState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        new(name, request, response, constraints, (state, input, context) => state.Service.Host.HandleAsync(state, input, context, handle));

    /// <summary>The same with an answer that has no members.</summary>
    public static Operation<TState, TRequest, Nothing> Define<TRequest>(
        string name,
        JsonTypeInfo<TRequest> request,
        Func<TState, TRequest, Context, Result<Nothing>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class => Define(name, request, CoreJson.Default.Nothing, handle, constraints);

    /// <summary>An operation that has to wait for others; it touches its state through <see cref="Host.ChangeAsync"/> only.</summary>
    public static Operation<TState, TRequest, TResponse> DefineAsync<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TState, TRequest, Context, ValueTask<Result<TResponse>>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class => new(name, request, response, constraints, handle);
}

internal sealed class Operation<TState, TRequest, TResponse>(
    string name,
    JsonTypeInfo<TRequest> request,
    JsonTypeInfo<TResponse> response,
    Member<TRequest>[] constraints,
    Func<TState, TRequest, Context, ValueTask<Result<TResponse>>> handle
) : RecordOperation(name, request, response)
    where TState : ServiceState
    where TRequest : class
    where TResponse : class
{
    /// <summary>Says what is <see cref="Operation.Missing"/>.</summary>
    public Operation<TState, TRequest, TResponse> Lacking(string missing)
    {
        Missing = missing;
        return this;
    }

    internal override AwsError? Check(Service service, object request) =>
        Constraints.Check((TRequest)request, constraints) is { } broken ? service.Invalid(broken) : null;

    // Awaited once, by the pipeline
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<Result<object>> HandleAsync(Service service, object request, Context context)
    {
        var result = await handle((TState)service.State(context.Scope), (TRequest)request, context).ConfigureAwait(false);
        return result.Ok(out var value, out var error) ? Result<object>.Of(value) : error;
    }
}
