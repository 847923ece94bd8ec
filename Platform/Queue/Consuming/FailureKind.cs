using Npgsql;
using Platform.Outages;

namespace Platform.Queue.Consuming;

/// <summary>What a failure says about the message.</summary>
public enum FailureKind
{
    /// <summary>Nothing that is known: it is tried again, as often as the queue's redrive policy allows.</summary>
    Unknown,

    /// <summary>Nothing: the process had to stop.</summary>
    Interrupted,

    /// <summary>Nothing: a dependency is away.</summary>
    Outage,

    /// <summary>Trying again cannot help.</summary>
    Unprocessable,
}

public static class FailureKinds
{
    public static FailureKind Of(Exception exception) =>
        exception switch
        {
            UnprocessableMessageException => FailureKind.Unprocessable,
            _ when Outage.Of(exception) is not null => FailureKind.Outage,
            OperationCanceledException => FailureKind.Interrupted,
            _ when IsRefusedData(exception) => FailureKind.Unprocessable,
            _ => FailureKind.Unknown,
        };

    /// <summary>
    /// A value that its column or its index does not hold: classes 22 and 54 and the constraints of one row of
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html.
    /// </summary>
    private static bool IsRefusedData(Exception? exception) =>
        exception is not null
        && ((exception is PostgresException { SqlState: var state } && IsRefusedData(state)) || IsRefusedData(exception.InnerException));

    private static bool IsRefusedData(string state) =>
        state is PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.CheckViolation
        || state.StartsWith("22", StringComparison.Ordinal)
        || state.StartsWith("54", StringComparison.Ordinal);
}
