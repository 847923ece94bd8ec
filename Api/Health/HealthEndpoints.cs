using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Aws;

namespace Api.Health;

/// <param name="Region">Where this instance runs.</param>
internal sealed record HealthAnswer(string Status, string Region, DateTimeOffset Timestamp);

internal static class HealthEndpoints
{
    /// <summary>The warm-up probe: opens the database connection that the next request will use.</summary>
    public static void MapHealth(this IEndpointRouteBuilder api) =>
        api.MapGet("/health", GetAsync)
            .WithTags("Health")
            .WithSummary("Warm-up probe: pings the database")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<HealthAnswer>> GetAsync(
        NpgsqlDataSource database,
        AwsEndpoint aws,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var ping = database.CreateCommand("SELECT 1");
        await ping.ExecuteScalarAsync(cancellationToken);
        return TypedResults.Ok(new HealthAnswer("healthy", aws.Region, time.GetUtcNow()));
    }
}
