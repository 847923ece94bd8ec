using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.WebConsole;

/// <summary>
/// Uses the console as a browser without script does: looks at a page, sends a form of it with its token, and goes where it is sent on to.
/// </summary>
public abstract partial class ConsoleFormTest : AwsTest
{
    protected sealed record Shown(HttpStatusCode Status, string Text)
    {
        /// <summary>What was said after a form; "" for nothing.</summary>
        public string Said { get; } = WebUtility.HtmlDecode(SaidPattern().Match(Text).Groups[1].Value);

        /// <summary>The page's text, without markup.</summary>
        public string Plain { get; } = SpacePattern().Replace(WebUtility.HtmlDecode(TagPattern().Replace(Text, " ")), " ");
    }

    private protected static Scope Here => new(Account, Region);

    /// <summary>The console shows accounts and regions that were used, and else the default one.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Sqs.ListQueuesAsync("");
    }

    /// <param name="query">as view=queues&amp;name=jobs</param>
    protected async Task<Shown> LookAsync(string query)
    {
        using var response = await Http.GetAsync(Address(query));
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected async Task<Shown> SendAsync(string query, string action, params (string Name, string Value)[] fields)
    {
        var page = await LookAsync(query);
        var (answer, next) = await PostAsync(
            query,
            [("token", TokenPattern().Match(page.Text).Groups[1].Value), ("action", action), .. fields]
        );
        if (next is null)
            return answer;
        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        using var response = await Http.GetAsync(next);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The same, which has to be done, and to say this.</summary>
    protected async Task<Shown> DoAsync(string query, string action, string said, params (string Name, string Value)[] fields)
    {
        var answer = await SendAsync(query, action, fields);
        Assert.Equal((HttpStatusCode.OK, said), (answer.Status, answer.Said));
        return answer;
    }

    /// <summary>The same, which has to be refused; the form stands there as it was filled in.</summary>
    protected async Task<Shown> RefusedAsync(string query, string action, string said, params (string Name, string Value)[] fields)
    {
        var answer = await SendAsync(query, action, fields);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(said, answer.Said, StringComparison.Ordinal);
        foreach (var (_, value) in fields)
            Assert.Contains(value, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        return answer;
    }

    protected async Task<(Shown Answer, Uri? Next)> PostAsync(
        string query,
        IEnumerable<(string Name, string Value)> fields,
        string? origin = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(query))
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await Http.SendAsync(request);
        return (new(response.StatusCode, await response.Content.ReadAsStringAsync()), response.Headers.Location);
    }

    /// <summary>An operation, as programs call it; it has to succeed.</summary>
    protected async Task<JsonElement> CallAsync(string service, string operation, JsonObject input)
    {
        var result = await Host.InvokeAsync(
            Here,
            service,
            operation,
            JsonSerializer.SerializeToElement(input),
            TestContext.Current.CancellationToken
        );
        return result.Ok(out var answer, out var error) ? answer : throw new InvalidOperationException($"{error.Code}: {error.Message}");
    }

    protected static string Arn(string service, string resource) => Here.Arn(service, resource);

    protected async Task<string> QueueAsync(string name, Dictionary<string, string>? attributes = null) =>
        (await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes ?? [] })).QueueUrl;

    /// <summary>The next message; waits for it as long as a test may take, because the fake clock does not end the long poll.</summary>
    protected async Task<Message> ReceiveAsync(string url)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return Assert.Single(
            (
                await Sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = url,
                        WaitTimeSeconds = 20,
                        MaxNumberOfMessages = 1,
                        MessageAttributeNames = ["All"],
                        MessageSystemAttributeNames = ["All"],
                    },
                    patience.Token
                )
            ).Messages
        );
    }

    private static Uri Address(string query) => new($"/_localcloud?scope={Account}%2F{Region}&{query}", UriKind.Relative);

    [GeneratedRegex("""name="token" value="([^"]+)["]""")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("""<div class="said [^>]*><p>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex SaidPattern();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();
}
