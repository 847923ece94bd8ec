using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>
/// The client credentials grant of RFC 6749: client id and secret go with the connection's own parameters, in the body of POST and
/// PUT (as a form, or as JSON where a header parameter asks for it), in the query of GET.
/// </summary>
internal static class OAuthTokenRequest
{
    private const string Form = "application/x-www-form-urlencoded";

    public static HttpRequestMessage Make(OAuth oauth)
    {
        var parameters = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = oauth.ClientParameters!.ClientID!,
            ["client_secret"] = oauth.ClientParameters.ClientSecret!,
        };
        var http = oauth.OAuthHttpParameters;
        foreach (var parameter in http?.BodyParameters ?? [])
            parameters[parameter.Key ?? ""] = parameter.Value ?? "";
        var method = new HttpMethod(oauth.HttpMethod!);
        var query = (http?.QueryStringParameters ?? []).Select(p => KeyValuePair.Create(p.Key ?? "", p.Value ?? ""));
        var url = HttpAddress.WithQuery(oauth.AuthorizationEndpoint!, method == HttpMethod.Get ? query.Concat(parameters) : query);
        var request = new HttpRequestMessage(method, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var type = Form;
        foreach (var header in http?.HeaderParameters ?? [])
        {
            if (string.Equals(header.Key, "Content-Type", StringComparison.OrdinalIgnoreCase))
                type = header.Value!;
            else
                request.Headers.TryAddWithoutValidation(header.Key!, header.Value);
        }
        if (method != HttpMethod.Get)
            request.Content = Content(parameters, type);
        return request;
    }

    private static HttpContent Content(Dictionary<string, string> parameters, string type)
    {
        if (!type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return new FormUrlEncodedContent(parameters);
        var json = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        return new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json");
    }

    /// <summary>The token, and how long it is good for where the server says so; null when the answer has none.</summary>
    public static (string Token, TimeSpan? Lifetime)? Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("access_token", out var token)
                || token.ValueKind != JsonValueKind.String
            )
                return null;
            TimeSpan? lifetime =
                document.RootElement.TryGetProperty("expires_in", out var seconds)
                && double.TryParse(seconds.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var value)
                && value is >= 0 and < 1e9
                    ? TimeSpan.FromSeconds(value)
                    : null;
            return (token.GetString()!, lifetime);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
