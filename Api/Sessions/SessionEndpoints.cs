using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Sessions;

namespace Api.Sessions;

internal static class SessionEndpoints
{
    private const string Header = "x-session-id";

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapGet("/", GetAsync).WithSummary("The session named by x-session-id").ProducesValidationProblem();
        sessions.MapPut("/", PutAsync).WithSummary("Creates or replaces the session; it expires by itself").ProducesValidationProblem();
        sessions.MapDelete("/", DeleteAsync).WithSummary("Ends the session").ProducesValidationProblem();
    }

    private static async Task<Results<Ok<Session>, NotFound>> GetAsync(
        [FromHeader(Name = Header), SessionId] string sessionId,
        ISessionStore sessions,
        CancellationToken cancellationToken
    ) => await sessions.GetAsync(sessionId, cancellationToken) is { } session ? TypedResults.Ok(session) : TypedResults.NotFound();

    private static async Task<Ok<Session>> PutAsync(
        [FromHeader(Name = Header), SessionId] string sessionId,
        SaveSession save,
        ISessionStore sessions,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await sessions.PutAsync(
                sessionId,
                save.Data!.Value,
                TimeSpan.FromSeconds(save.TtlSeconds ?? SaveSession.DefaultTtlSeconds),
                cancellationToken
            )
        );

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(
        [FromHeader(Name = Header), SessionId] string sessionId,
        ISessionStore sessions,
        CancellationToken cancellationToken
    ) => await sessions.DeleteAsync(sessionId, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
}
