using System.Text.Json;
using LocalCloud.Aws.SecretsManager;

namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>The secret in which EventBridge keeps a connection's parameters. It is made, changed and deleted with the connection.</summary>
internal static class ConnectionSecret
{
    private const string Owner = "events";

    /// <summary>For connections whose secret was not yet on disk when the process ended.</summary>
    public static void Start(EventsService service)
    {
        foreach (var state in service.States.Cast<EventsState>())
        foreach (var row in service.Host.Read(state, s => s.Connections.Values.ToList()))
            _ = KeepAsync(state, row).AsTask();
    }

    /// <summary>Runs the operation, and answers when the secret is as the connection is.</summary>
    public static async ValueTask<Result<ConnectionResponse>> WithAsync<TRequest>(
        EventsState state,
        string name,
        TRequest request,
        Context context,
        Func<EventsState, TRequest, Context, Result<ConnectionResponse>> handle
    )
    {
        var before = state.Service.Host.Read(state, s => s.Connections.GetValueOrDefault(name));
        var result = await state.Service.Host.HandleAsync(state, request, context, handle).ConfigureAwait(false);
        if (!result.Ok(out _, out _))
            return result;
        var after = state.Service.Host.Read(state, s => s.Connections.GetValueOrDefault(name));
        if (
            before is not null
            && before.SecretArn != after?.SecretArn
            && await KeepAsync(state, before with { Auth = null }).ConfigureAwait(false) is { } left
        )
            return left;
        return after is not null && await KeepAsync(state, after).ConfigureAwait(false) is { } error ? error : result;
    }

    private static async ValueTask<AwsError?> KeepAsync(EventsState state, ConnectionRow row)
    {
        if (state.Service.Host.Services.OfType<SecretsManagerService>().FirstOrDefault() is not { } secrets)
            return null;
        var kept = await state
            .Service.Host.ChangeAsync((SecretsState)secrets.State(state.Scope), (s, changes) =>
            {
                if (row.Auth is null)
                    Delete(s, changes, row);
                else
                    Put(s, changes, row, row.Auth);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return kept.Error;
    }

    private static void Delete(SecretsState state, Changes changes, ConnectionRow row)
    {
        if (state.Find(row.SecretArn) is { } secret)
            state.Remove(changes, secret);
    }

    private static void Put(SecretsState state, Changes changes, ConnectionRow row, ConnectionAuth auth)
    {
        var now = state.Time.GetUtcNow();
        var text = Text(auth);
        var secret = state.Find(row.SecretArn)
            ?? new Secret
            {
                Arn = row.SecretArn,
                Name = Name(row),
                OwningService = Owner,
                Created = now,
                Changed = now,
            };
        if (secret.Find(null, Secret.Current)?.Text == text)
            return;
        var version = new SecretVersion(Guid.NewGuid().ToString(), text, null, now);
        secret.Versions.Add(version);
        secret.Stage(version, [Secret.Current]);
        (secret.Changed, secret.KmsKeyId) = (now, row.KmsKeyIdentifier);
        state.Put(changes, secret);
    }

    // The ARN without what is before the name and the six random characters after it.
    private static string Name(ConnectionRow row)
    {
        const string Before = ":secret:";
        return row.SecretArn[(row.SecretArn.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..^7];
    }

    private static string Text(ConnectionAuth auth) =>
        System.Text.Encoding.UTF8.GetString(
            EventJson.Write(json =>
            {
                json.WriteStartObject();
                if (auth.BasicAuthParameters is { } basic)
                {
                    json.WriteString("username", basic.Username);
                    json.WriteString("password", basic.Password);
                }
                if (auth.ApiKeyAuthParameters is { } key)
                {
                    json.WriteString("api_key_name", key.ApiKeyName);
                    json.WriteString("api_key_value", key.ApiKeyValue);
                }
                if (auth.OAuthParameters is { } oauth)
                {
                    json.WriteString("client_id", oauth.ClientParameters?.ClientID);
                    json.WriteString("client_secret", oauth.ClientParameters?.ClientSecret);
                    json.WriteString("authorization_endpoint", oauth.AuthorizationEndpoint);
                    json.WriteString("http_method", oauth.HttpMethod);
                    Write(json, "oauth_http_parameters", oauth.OAuthHttpParameters);
                }
                Write(json, "invocation_http_parameters", auth.InvocationHttpParameters);
                json.WriteEndObject();
            })
        );

    private static void Write(Utf8JsonWriter json, string name, ConnectionHttpParameters? http)
    {
        if (http is null)
            return;
        json.WriteStartObject(name);
        Write(json, "header_parameters", http.HeaderParameters);
        Write(json, "query_string_parameters", http.QueryStringParameters);
        Write(json, "body_parameters", http.BodyParameters);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, List<ConnectionParameter>? parameters)
    {
        if (parameters is not { Count: > 0 })
            return;
        json.WriteStartArray(name);
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("key", parameter.Key);
            json.WriteString("value", parameter.Value);
            json.WriteBoolean("is_value_secret", parameter.IsValueSecret ?? false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
