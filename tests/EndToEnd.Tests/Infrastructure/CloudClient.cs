using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The few operations of the local cloud that a deployment and its tests need. It takes any signature, so the scope alone is
/// given.</summary>
sealed class CloudClient(HttpClient aws)
{
    public const string Region = "us-east-1";

    public Task CreateBucketAsync(string bucket) => SendAsync("s3", HttpMethod.Put, $"/{bucket}", null);

    public async Task UploadAsync(string bucket, string key, string file)
    {
        await using var content = File.OpenRead(file);
        await SendAsync("s3", HttpMethod.Put, $"/{bucket}/{key}", new StreamContent(content));
    }

    /// <summary>By a change set, as <c>aws cloudformation deploy</c> does.</summary>
    /// <returns>The outputs.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CreateStackAsync(
        string name,
        string template,
        IReadOnlyDictionary<string, string> parameters
    )
    {
        const string ChangeSet = "first";
        (string, string)[] named = [("StackName", name), ("ChangeSetName", ChangeSet)];
        await FormationAsync(
            "CreateChangeSet",
            [
                .. named,
                ("ChangeSetType", "CREATE"),
                ("TemplateBody", template),
                ("Capabilities.member.1", "CAPABILITY_IAM"),
                .. parameters.SelectMany(
                    (p, i) =>
                        new[] { ($"Parameters.member.{i + 1}.ParameterKey", p.Key), ($"Parameters.member.{i + 1}.ParameterValue", p.Value) }
                ),
            ]
        );
        await UntilAsync("DescribeChangeSet", named, "Status", "CREATE_PENDING", "CREATE_IN_PROGRESS", "CREATE_COMPLETE");
        await FormationAsync("ExecuteChangeSet", named);
        var stack = await UntilAsync(
            "DescribeStacks",
            [("StackName", name)],
            "StackStatus",
            "REVIEW_IN_PROGRESS",
            "CREATE_IN_PROGRESS",
            "CREATE_COMPLETE"
        );
        return Outputs(stack);
    }

    public async Task<IReadOnlyDictionary<string, string>> OutputsAsync(string stack) =>
        Outputs(await FormationAsync("DescribeStacks", [("StackName", stack)]));

    /// <summary>The connection string of a stack's database server, for its master user.</summary>
    public async Task<string> DatabaseAsync(string stack, string instance, string secret)
    {
        var server = await QueryAsync(
            "rds",
            "2014-10-31",
            "DescribeDBInstances",
            [("DBInstanceIdentifier", await ResourceAsync(stack, instance))]
        );
        var input = new JsonObject { ["SecretId"] = await ResourceAsync(stack, secret) };
        var content = new StringContent(input.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.1")
        {
            Headers = { { "X-Amz-Target", "secretsmanager.GetSecretValue" } },
        };
        var user = JsonNode.Parse(JsonNode.Parse(await SendAsync("secretsmanager", HttpMethod.Post, "/", content))!.Text("SecretString"))!;
        return $"Host={One(server, "Address")};Port={One(server, "Port")};Database={One(server, "DBName")};SSL Mode=Require;"
            + $"Username={user.Text("username")};Password={user.Text("password")}";
    }

    async Task<string> ResourceAsync(string stack, string id) =>
        One(await FormationAsync("DescribeStackResource", [("StackName", stack), ("LogicalResourceId", id)]), "PhysicalResourceId");

    static string One(XElement answer, string name) => answer.Descendants().First(e => e.Name.LocalName == name).Value;

    /// <summary>What the function answers.</summary>
    public async Task<string> InvokeAsync(string function, string payload) =>
        await SendAsync(
            "lambda",
            HttpMethod.Post,
            $"/2015-03-31/functions/{function}/invocations",
            new StringContent(payload, Encoding.UTF8, "application/json")
        );

    /// <summary>All lines that a function has written so far.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string function)
    {
        var lines = new List<string>();
        for (string? token = null; ; )
        {
            var input = new JsonObject { ["logGroupName"] = $"/aws/lambda/{function}", ["nextToken"] = token };
            if (token is null)
                input.Remove("nextToken");
            var content = new StringContent(input.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.1")
            {
                Headers = { { "X-Amz-Target", "Logs_20140328.FilterLogEvents" } },
            };
            var page = JsonNode.Parse(await SendAsync("logs", HttpMethod.Post, "/", content))!;
            lines.AddRange(page["events"].Items().Select(e => e.Text("message")));
            if ((token = (string?)page["nextToken"]) is null)
                return lines;
        }
    }

    async Task<XElement> UntilAsync(string action, (string, string)[] parameters, string status, params string[] expected)
    {
        return await Eventually.Async($"{expected[^1]} of {action}", async () =>
        {
            var answer = await FormationAsync(action, parameters);
            var now = answer.Descendants().First(e => e.Name.LocalName == status).Value;
            if (!expected.Contains(now))
                Assert.Fail($"{now}: {(action == "DescribeStacks" ? await FormationAsync("DescribeStackEvents", parameters) : answer)}");
            return now == expected[^1] ? answer : null;
        });
    }

    Task<XElement> FormationAsync(string action, (string Key, string Value)[] parameters) =>
        QueryAsync("cloudformation", "2010-05-15", action, parameters);

    async Task<XElement> QueryAsync(string service, string version, string action, (string Key, string Value)[] parameters) =>
        XElement.Parse(
            await SendAsync(
                service,
                HttpMethod.Post,
                "/",
                new FormUrlEncodedContent([
                    new("Action", action),
                    new("Version", version),
                    .. parameters.Select(p => KeyValuePair.Create(p.Key, p.Value)),
                ])
            )
        );

    static Dictionary<string, string> Outputs(XElement stack) =>
        stack
            .Descendants()
            .Where(e => Child(e, "OutputKey") is not null)
            .ToDictionary(e => Child(e, "OutputKey")!, e => Child(e, "OutputValue") ?? "");

    static string? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    async Task<string> SendAsync(string service, HttpMethod method, string path, HttpContent? content)
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (content?.Headers.TryGetValues("X-Amz-Target", out var target) == true)
        {
            content.Headers.Remove("X-Amz-Target");
            request.Headers.Add("X-Amz-Target", target);
        }
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            $"Credential=test/{day}/{Region}/{service}/aws4_request, SignedHeaders=host, Signature={new string('0', 64)}"
        );
        if (service == "s3")
            request.Headers.Add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        using var response = await aws.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{service} {path}: {(int)response.StatusCode} {body}");
        return body;
    }
}
