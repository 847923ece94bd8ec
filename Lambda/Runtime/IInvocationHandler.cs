using System.Text.Json;

namespace Lambda.Runtime;

/// <summary>Knows one kind of event. Made when the first event that is more than a warm-up comes.</summary>
public interface IInvocationHandler
{
    /// <summary>Whether the event is of this kind. The first handler that says so gets it.</summary>
    bool Handles(JsonElement lambdaEvent);

    /// <summary>Returning without an answer answers <c>null</c>; an exception makes the invocation fail.</summary>
    /// <param name="cancellationToken">Cancelled shortly before the deadline: <see cref="LambdaOptions.DeadlineMargin"/>.</param>
    Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken);
}

/// <summary>Takes the answer to an invocation, once.</summary>
public interface IInvocationAnswer
{
    /// <param name="json">At most 6 MB.</param>
    Task SendAsync(ReadOnlyMemory<byte> json);

    /// <summary>What is written to the stream goes out as it is flushed; the end of the invocation ends it.</summary>
    Task<Stream> StartStreamAsync(string contentType);
}
