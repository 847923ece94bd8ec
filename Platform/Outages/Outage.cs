using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Npgsql;
using StackExchange.Redis;

namespace Platform.Outages;

/// <summary>
/// Tells by an exception whether a dependency is away (it cannot be reached, does not answer in time, or says that it cannot serve now):
/// then the same work is worth trying again later, and it says nothing about the request or message.
/// </summary>
public static class Outage
{
    private const string Mark = "Platform.Outages.Dependency";

    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, and what SES says of an account that may not send now
    private static readonly HashSet<string> AwsCodes =
    [
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "TooManyRequestsException",
        "TransactionInProgressException",
        "AccountSuspendedException",
        "SendingPausedException",
    ];

    /// <summary>The dependency that is away, by the exception or by one that caused it; null when none is.</summary>
    public static Dependency? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (OfOne(cause) is { } dependency)
            {
                return cause.Data[Mark] is Dependency marked ? marked : dependency;
            }
        }

        return null;
    }

    /// <summary>Remembers with an exception of the network, which does not say so itself, whose it is.</summary>
    internal static void SetDependency(this Exception exception, Dependency dependency) => exception.Data[Mark] = dependency;

    private static Dependency? OfOne(Exception exception) =>
        exception switch
        {
            PostgresException error => IsAway(error.SqlState) ? Dependency.Database : null,
            NpgsqlException { IsTransient: true } => Dependency.Database,
            RedisException => Dependency.Cache,
            AmazonServiceException error => IsAway(error) ? Dependency.Other : null,
            AmazonClientException or TimeoutException or SocketException or HttpIOException => Dependency.Other,
            HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError } => Dependency.Other,
            _ => null,
        };

    /// <summary>
    /// Not 40001 and 40P01: those are a conflict of two transactions, which passes by itself. 25006 is a connection to what was the primary
    /// before a failover.
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// </summary>
    private static bool IsAway(string state) =>
        state is "25006" or "57P01" or "57P02" or "57P03" or "57P05" or "58000" or "58030"
        || state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal);

    private static bool IsAway(AmazonServiceException error) =>
        error.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
        || (error.ErrorCode is { } code && AwsCodes.Contains(code))
        || error.StatusCode == 0;
}
