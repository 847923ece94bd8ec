using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws;

/// <summary>One operation of a service: its name, the shape of its request and answer, its constraints and its handler.</summary>
internal abstract class Operation(string name, JsonTypeInfo request, JsonTypeInfo response)
{
    public string Name => name;

    public JsonTypeInfo Request => request;

    public JsonTypeInfo Response => response;

    /// <summary>By AWS's naming. ReceiveMessage is none of these: it hides what it gives.</summary>
    internal bool OnlyReads { get; } =
        name.StartsWith("Get", StringComparison.Ordinal)
        || name.StartsWith("List", StringComparison.Ordinal)
        || name.StartsWith("Describe", StringComparison.Ordinal)
        || name.StartsWith("Head", StringComparison.Ordinal)
        || name.StartsWith("Test", StringComparison.Ordinal)
        || name.StartsWith("Validate", StringComparison.Ordinal)
        || name is "Query" or "Scan" or "BatchGetItem" or "TransactGetItems";

    /// <summary>What of the operation AWS does and this does not, for the coverage page; null when nothing is missing.</summary>
    public string? Missing { get; private protected set; }

    /// <summary>Where its members travel in REST-JSON, for services that speak it.</summary>
    internal RestBinding? Rest { get; set; }

    /// <summary>How its calls are counted, found out with the first.</summary>
    internal Metering.Measure? Measure { get; set; }

    internal abstract string? Check(object request);

    internal abstract ValueTask<Result<object>> RunAsync(Service service, object request, Context context);
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
        new(name, request, response, constraints, (state, input, context) => state.Service.Host.RunAsync(state, input, context, handle));

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
    Func<TState, TRequest, Context, ValueTask<Result<TResponse>>> run
) : Operation(name, request, response)
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

    internal override string? Check(object request) => Constraints.Check((TRequest)request, constraints);

    internal ValueTask<Result<TResponse>> RunAsync(TState state, TRequest request, Context context) => run(state, request, context);

    internal override async ValueTask<Result<object>> RunAsync(Service service, object request, Context context)
    {
        var result = await run((TState)service.State(context.Scope), (TRequest)request, context).ConfigureAwait(false);
        return result.Ok(out var value, out var error) ? Result<object>.Of(value) : error;
    }
}
