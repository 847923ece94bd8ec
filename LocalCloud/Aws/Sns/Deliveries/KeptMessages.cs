using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>A page with messages that leave this machine nowhere: GET lists them, the newest first, DELETE forgets them.</summary>
internal static class KeptMessages
{
    public static void Map<T>(
        IEndpointRouteBuilder routes,
        SnsService service,
        string path,
        Func<SnsState, IEnumerable<T>> all,
        Func<T, long> number,
        Func<T, HttpContext, bool> asked,
        Func<T, JsonObject> view,
        Action<SnsState, Changes, T> delete
    )
    {
        routes.MapGet(path, http =>
            Pages.JsonAsync(
                http,
                new JsonArray([
                    .. service
                        .States.Cast<SnsState>()
                        .SelectMany(state =>
                            service.Host.Read(state, s => all(s).Select(message => (state.Scope, Message: message)).ToList())
                        )
                        .Where(m => asked(m.Message, http))
                        .OrderByDescending(m => number(m.Message))
                        .Select(m => (JsonNode)Of(view(m.Message), m.Scope)),
                ])
            )
        );
        routes.MapDelete(path, http => ClearAsync(http, service, all, delete));
    }

    private static JsonObject Of(JsonObject message, Scope scope)
    {
        message["account"] = scope.Account;
        message["region"] = scope.Region;
        return message;
    }

    private static async Task ClearAsync<T>(
        HttpContext http,
        SnsService service,
        Func<SnsState, IEnumerable<T>> all,
        Action<SnsState, Changes, T> delete
    )
    {
        var deleted = 0;
        foreach (var state in service.States.Cast<SnsState>())
        {
            var result = await service
                .Host.ChangeAsync(state, (s, changes) =>
                {
                    foreach (var message in all(s).ToList())
                    {
                        delete(s, changes, message);
                        deleted++;
                    }
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
            if (result.Error is { } error)
            {
                await Pages.JsonAsync(http, new JsonObject { ["error"] = error.Message }, error.Status).ConfigureAwait(false);
                return;
            }
        }
        await Pages.JsonAsync(http, new JsonObject { ["deleted"] = deleted }).ConfigureAwait(false);
    }
}
