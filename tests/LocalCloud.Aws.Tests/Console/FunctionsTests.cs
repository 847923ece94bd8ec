using System.Net;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Tests.Lambda;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class FunctionsTests : LambdaTest
{
    private const string Echo = """
        exports.handler = async (event, context) => {
          console.log("<b>got</b>", event.n);
          if (event.fail) throw new Error("told to");
          return { twice: event.n * 2, id: context.awsRequestId };
        };
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("console-").FullName;

    protected override string? DataDirectory => _data;

    private ConsoleClient Console => field ??= new(Http);

    [Fact]
    public async Task A_function_is_invoked_and_its_answer_and_log_are_shown()
    {
        await CreateAsync("echo", Echo);
        var answered = await SendAsync("invoke", ("payload", """{"n":21}"""), ("type", "RequestResponse"));
        Assert.Matches(@"^echo answered after [\d.]+ ms, and [\d.]+ ms to start\.$", answered.Said);
        Assert.Contains("\"twice\": 42", answered.Text);
        Assert.Contains("&lt;b&gt;got&lt;/b&gt; 21", answered.Page);
        Assert.DoesNotContain("<b>got", answered.Page);

        var failed = await SendAsync("invoke", ("payload", """{"fail":true}"""));
        Assert.StartsWith("echo failed after", failed.Said);
        Assert.Contains("told to", failed.Text);
        var broken = await SendAsync("invoke", ("payload", "{\"n\":"));
        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
        Assert.StartsWith("InvalidRequestContentException", broken.Said);
        Assert.Contains(">\n{\"n\":</textarea>", broken.Text);
        Assert.Equal(HttpStatusCode.Forbidden, (await Console.ForgeAsync("view=functions&name=echo", "invoke", ("payload", "{}"))).Status);
    }

    [Fact]
    public async Task An_invocation_has_a_page_and_is_replayed_with_the_code_of_now()
    {
        await CreateAsync("echo", Echo);
        var answered = await SendAsync("invoke", ("payload", """{"n":5}"""));
        var id = Regex.Match(answered.Text, "Invocation ([0-9a-f-]{36})").Groups[1].Value;
        // The link from elsewhere names neither account nor function
        var detail = await Console.OpenAsync($"view=functions&request={id}");
        Assert.Contains("\"n\": 5", detail.Text);
        Assert.Contains("\"twice\": 10", detail.Text);
        Assert.Contains($"START RequestId: {id}", detail.Text);
        Assert.Contains("\"n\": 5", (await Console.FollowAsync(detail, "Edit its event and invoke")).Text);

        await DoAsync(
            "PUT",
            "/2015-03-31/functions/echo/code",
            $$"""{"ZipFile":"{{Convert.ToBase64String(Package.Of(("index.js", "exports.handler = async e => 'new ' + e.n;")))}}"}"""
        );
        var replayed = await SendAsync("replay", ("request", id));
        Assert.StartsWith("echo answered", replayed.Said);
        Assert.Contains("\"new 5\"", replayed.Text);
        Assert.StartsWith("No invocation nothing is remembered", (await SendAsync("replay", ("request", "nothing"))).Said);
        Assert.Contains("No invocation nothing is remembered", (await Console.OpenAsync("view=functions&request=nothing")).Text);
        Assert.Contains(id, (await Console.OpenAsync($"view=search&q={id[..8]}")).Text);
    }

    [Fact]
    public async Task Events_are_saved_by_name_over_restarts_and_deleted()
    {
        await CreateAsync("echo", Echo);
        Assert.Equal(
            "The event is saved as twenty one.",
            (await SendAsync("invoke", ("payload", """{"n":21}"""), ("type", "Save"), ("save", " twenty one "))).Said
        );
        Assert.Equal(
            "Write the name that the event is to be saved under.",
            (await SendAsync("invoke", ("payload", "{}"), ("type", "Save"), ("save", ""))).Said
        );
        Assert.Contains("1 to 80 characters", (await SendAsync("invoke", ("payload", "{}"), ("save", new string('x', 81)))).Said);
        await RestartAsync();
        var page = await Console.OpenAsync("view=functions&name=echo");
        Assert.Contains("""{"n":21}</textarea>""", (await Console.FollowAsync(page, "twenty one")).Text);
        Assert.Equal("The saved event twenty one is deleted.", (await SendAsync("forget", ("saved", "twenty one"))).Said);
        Assert.DoesNotContain("twenty one</a>", (await Console.OpenAsync("view=functions&name=echo")).Text);
    }

    [Fact]
    public async Task An_asynchronous_invocation_is_queued_and_shown_when_it_has_run()
    {
        using var gate = new Gate();
        await CreateAsync("echo", AsksGate(gate));
        Assert.StartsWith("echo is to be invoked", (await SendAsync("invoke", ("payload", """{"n":3}"""), ("type", "Event"))).Said);
        using var visitor = await gate.NextAsync();
        var busy = await Console.OpenAsync("view=functions&name=echo");
        Assert.Matches(@"pid <span class=""number"">\d+</span>", busy.Page);
        Assert.Contains("busy", busy.Text);
        await visitor.AnswerAsync("done");
        ConsoleClient.Shown page;
        do page = await Console.OpenAsync("view=functions&name=echo");
        while (!page.Text.Contains("?view=functions&scope=123456789012%2Feu-west-1&name=echo&request=", StringComparison.Ordinal));
        Assert.Contains("Replay", page.Text);
    }

    [Fact]
    public async Task Concurrency_is_reserved_and_given_back()
    {
        await CreateAsync("echo", Echo);
        Assert.Equal("echo is stopped: every invocation is refused.", (await SendAsync("limit", ("reserved", "0"))).Said);
        Assert.Equal(429, (await InvokeAsync("echo")).Status);
        Assert.StartsWith("TooManyRequestsException", (await SendAsync("invoke", ("payload", "{}"))).Said);
        Assert.Equal(
            "Invocations at once has to be a whole number from 0 to 10000, not \"many\".",
            (await SendAsync("limit", ("reserved", "many"))).Said
        );
        Assert.StartsWith("Nothing is reserved for echo", (await SendAsync("unlimit")).Said);
        Assert.Equal(200, (await InvokeAsync("echo")).Status);
    }

    [Fact]
    public async Task A_mapping_is_disabled_and_enabled()
    {
        await Sqs.CreateQueueAsync("jobs");
        await CreateAsync("echo", Echo);
        var uuid = (string)
            (
                await DoAsync(
                    "POST",
                    "/2015-03-31/event-source-mappings",
                    $$"""{"FunctionName":"echo","EventSourceArn":"{{QueueArn("jobs")}}"}"""
                )
            )["UUID"]!;
        var page = await Console.OpenAsync("view=functions&name=echo");
        Assert.Contains("view=queues", ConsoleClient.Link(page, QueueArn("jobs")));
        Assert.StartsWith("The mapping is disabled", (await SendAsync("mapping", ("uuid", uuid), ("enabled", "no"))).Said);
        Assert.Equal("Disabled", (string?)(await DoAsync("GET", $"/2015-03-31/event-source-mappings/{uuid}"))["State"]);
        Assert.StartsWith("The mapping is enabled", (await SendAsync("mapping", ("uuid", uuid), ("enabled", "yes"))).Said);
        Assert.StartsWith(
            "ResourceNotFoundException",
            (await SendAsync("mapping", ("uuid", Guid.Empty.ToString()), ("enabled", "no"))).Said
        );
    }

    [Fact]
    public async Task A_function_shows_its_settings_versions_and_URL()
    {
        await CreateAsync("echo", Echo, """ "MemorySize":256,"Environment":{"Variables":{"MODE":"<test>"}},"Publish":true """.Trim());
        await DoAsync("POST", "/2015-03-31/functions/echo/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await DoAsync("POST", "/2021-10-31/functions/echo/url", """{"AuthType":"NONE"}""");
        var page = await Console.OpenAsync("view=functions&name=echo");
        Assert.Contains("256 MB", page.Text);
        Assert.Contains("&lt;test&gt;", page.Page);
        Assert.Contains("alias of 1", page.Text);
        Assert.Contains("view=logs", ConsoleClient.Link(page, "Follow its log"));
        Assert.Contains("There is no function “other”", (await Console.OpenAsync("view=functions&name=other")).Text);
    }

    private Task<ConsoleClient.Shown> SendAsync(string action, params (string, string)[] fields) =>
        Console.SendAsync("view=functions&name=echo", action, fields);
}
