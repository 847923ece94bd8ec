using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws;

/// <summary>Where the members of an operation travel in REST-JSON; whatever is not bound is a member of the JSON body.</summary>
internal sealed class RestBinding
{
    internal RestBinding(string route, int status) => (Route, Status) = (RestPattern.Parse(route), status);

    internal RestPattern Route { get; }

    internal int Status { get; }

    internal List<(string Name, string Member)> Headers { get; } = [];

    internal Func<object, byte[], object>? Body { get; set; }

    internal Func<object, int>? AnswerStatus { get; set; }

    internal List<(string Name, Func<object, string?> Value)> AnswerHeaders { get; } = [];

    internal Func<object, HttpContext, CancellationToken, Task>? AnswerBody { get; set; }
}

/// <summary>Binds operations to REST-JSON: <c>Define(...).Http("GET /things/{Name}?max={MaxResults}")</c>.</summary>
internal static class RestBindings
{
    /// <summary>
    /// <c>METHOD /path/{Member}/{Greedy+}?name={Member}&amp;flag=value</c> as in the API model; a list takes every parameter of its name.
    /// Members are named as in the JSON.
    /// </summary>
    /// <param name="status">Of a successful answer; with 204 it has no body.</param>
    public static Operation<TState, TRequest, TResponse> Http<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        string route,
        int status = StatusCodes.Status200OK
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest = new(route, status);
        return operation;
    }

    /// <summary>A member of the request that is a header.</summary>
    public static Operation<TState, TRequest, TResponse> Header<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        string name,
        string member
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest!.Headers.Add((name, member));
        return operation;
    }

    /// <summary>The body is not JSON but one member's bytes: <c>.Payload((request, body) => request with { Payload = body })</c>.</summary>
    public static Operation<TState, TRequest, TResponse> Payload<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        Func<TRequest, byte[], TRequest> set
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest!.Body = (request, body) => set((TRequest)request, body);
        return operation;
    }

    /// <summary>The status of the answer is a member of it.</summary>
    public static Operation<TState, TRequest, TResponse> AnswerStatus<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        Func<TResponse, int> status
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest!.AnswerStatus = answer => status((TResponse)answer);
        return operation;
    }

    /// <summary>A header of the answer, left out when null.</summary>
    public static Operation<TState, TRequest, TResponse> AnswerHeader<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        string name,
        Func<TResponse, string?> value
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest!.AnswerHeaders.Add((name, answer => value((TResponse)answer)));
        return operation;
    }

    /// <summary>
    /// The body of the answer is not JSON: what is written here, at once or as it comes. Status and headers are set before.
    /// </summary>
    public static Operation<TState, TRequest, TResponse> AnswerBody<TState, TRequest, TResponse>(
        this Operation<TState, TRequest, TResponse> operation,
        Func<TResponse, HttpContext, CancellationToken, Task> write
    )
        where TState : ServiceState
        where TRequest : class
        where TResponse : class
    {
        operation.Rest!.AnswerBody = (answer, http, cancellation) => write((TResponse)answer, http, cancellation);
        return operation;
    }
}
