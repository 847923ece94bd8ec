using System.Net;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.WebConsole;

/// <summary>The console as a browser without script has it: pages, and forms with the token of the page that they stand on.</summary>
internal sealed partial class ConsoleClient(HttpClient http, string scope = "123456789012/eu-west-1")
{
    /// <param name="Said">Above the page, after a form.</param>
    /// <param name="Page">HTML as it came.</param>
    public sealed record Shown(HttpStatusCode Status, string? Said, string Page, string Address)
    {
        /// <summary>Without markup's encoding.</summary>
        public string Text => WebUtility.HtmlDecode(Page);
    }

    /// <param name="query">view=tables&amp;name=orders</param>
    public async Task<Shown> OpenAsync(string query)
    {
        var shown = await FollowAsync(new(HttpMethod.Get, Address(query)));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        return shown;
    }

    public async Task<Shown> SendAsync(string query, string action, params (string Name, string Value)[] fields) =>
        await SendAsync(
            query,
            new FormUrlEncodedContent(
                fields
                    .Append(("action", action))
                    .Append(("token", await TokenAsync(query)))
                    .Select(f => KeyValuePair.Create(f.Item1, f.Item2))
            )
        );

    /// <summary>A form with a file in the field "file".</summary>
    public async Task<Shown> UploadAsync(
        string query,
        string name,
        byte[] content,
        string type,
        params (string Name, string Value)[] fields
    )
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields.Append(("action", "upload")).Append(("token", await TokenAsync(query))))
            form.Add(new StringContent(value), field);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new(type);
        form.Add(file, "file", name);
        return await SendAsync(query, form);
    }

    /// <summary>A form that says nothing of where it comes from.</summary>
    public Task<Shown> ForgeAsync(string query, string action, params (string Name, string Value)[] fields) =>
        SendAsync(query, new FormUrlEncodedContent(fields.Append(("action", action)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    /// <summary>The first link of a page whose text is this.</summary>
    public static string Link(Shown shown, string text)
    {
        var link = Regex.Match(shown.Page, $"""<a [^>]*href="([^"]*)"[^>]*>{Regex.Escape(WebUtility.HtmlEncode(text))}""");
        Assert.True(link.Success, $"There is no link {text} in\n{shown.Page}");
        return WebUtility.HtmlDecode(link.Groups[1].Value);
    }

    public async Task<Shown> FollowAsync(Shown shown, string text) => await FollowAsync(new(HttpMethod.Get, Link(shown, text)));

    private Task<Shown> SendAsync(string query, HttpContent content) =>
        FollowAsync(new(HttpMethod.Post, Address(query)) { Content = content });

    private async Task<string> TokenAsync(string query) => Token.Match((await OpenAsync(query)).Page).Groups[1].Value;

    private async Task<Shown> FollowAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (response.StatusCode is HttpStatusCode.SeeOther)
            return await FollowAsync(new(HttpMethod.Get, response.Headers.Location!));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var said = Said.Match(text) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
        return new(response.StatusCode, said, text, request.RequestUri!.ToString());
    }

    private string Address(string query) => $"/_localcloud?{query}&scope={Uri.EscapeDataString(scope)}";

    [GeneratedRegex("""<div class="said [a-z]+" role="[a-z]+"><p>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex Said { get; }

    [GeneratedRegex("""name="token" value="([^"]+)""")]
    private static partial Regex Token { get; }
}
