using System.Net;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Clock;
using Microsoft.AspNetCore.Builder;

namespace LocalCloud.Aws.Tests.MovedTime;

/// <summary>/_localcloud/time of an emulator with a clock of its own.</summary>
public sealed class ClockPageTests
{
    [Fact]
    public async Task A_manual_clock_stands_until_it_is_moved_and_a_message_that_is_delayed_comes_with_it()
    {
        await using var app = Emulator.Build(
            new()
            {
                DataDirectory = null,
                Port = 0,
                Clock = ClockMode.Manual,
            }
        );
        using var http = await StartAsync(app);
        await SendAsync(http, HttpMethod.Post, "/?Action=CreateQueue&QueueName=jobs&Version=2012-11-05");
        await SendAsync(http, HttpMethod.Post, "/000000000000/jobs?Action=SendMessage&MessageBody=x&DelaySeconds=90&Version=2012-11-05");
        Assert.DoesNotContain(
            "<Message>",
            await SendAsync(http, HttpMethod.Post, "/000000000000/jobs?Action=ReceiveMessage&Version=2012-11-05"),
            StringComparison.Ordinal
        );

        var before = await TimeAsync(http, HttpMethod.Get, "");
        var after = await TimeAsync(http, HttpMethod.Post, "/advance?seconds=90");

        Assert.Equal(TimeSpan.FromSeconds(90), Now(after) - Now(before));
        Assert.Equal("held", (string?)after["mode"]);
        Assert.Contains(
            "<Message>",
            await SendAsync(http, HttpMethod.Post, "/000000000000/jobs?Action=ReceiveMessage&Version=2012-11-05"),
            StringComparison.Ordinal
        );
        Assert.Equal("running", (string?)(await TimeAsync(http, HttpMethod.Post, "/follow"))["mode"]);
        Assert.Equal("held", (string?)(await TimeAsync(http, HttpMethod.Post, "/hold"))["mode"]);
        var set = await TimeAsync(http, HttpMethod.Post, "/set?to=2099-12-24T18:00:00Z");
        Assert.Equal(new DateTimeOffset(2099, 12, 24, 18, 0, 0, TimeSpan.Zero), Now(set));
    }

    [Theory]
    [InlineData("/advance", "seconds has to be a number")]
    [InlineData("/advance?seconds=-1", "not '-1'")]
    [InlineData("/advance?seconds=NaN", "not 'NaN'")]
    [InlineData("/set?to=yesterday", "not 'yesterday'")]
    [InlineData("/set?to=2020-01-01T00:00:00Z", "does not go back")]
    [InlineData("/set?to=9999-01-01T00:00:00Z", "within 36525 days")]
    public async Task What_cannot_be_is_refused_and_the_clock_stays(string change, string words)
    {
        await using var app = Emulator.Build(
            new()
            {
                DataDirectory = null,
                Port = 0,
                Clock = ClockMode.Manual,
            }
        );
        using var http = await StartAsync(app);
        var before = await TimeAsync(http, HttpMethod.Get, "");
        var answer = await TimeAsync(http, HttpMethod.Post, change, HttpStatusCode.BadRequest);
        Assert.Contains(words, (string?)answer["error"], StringComparison.Ordinal);
        Assert.Equal(Now(before), Now(await TimeAsync(http, HttpMethod.Get, "")));
    }

    [Fact]
    public async Task The_machines_clock_cannot_be_moved_and_the_answer_says_which_option_makes_one_that_can()
    {
        await using var app = Emulator.Build(new() { DataDirectory = null, Port = 0 });
        using var http = await StartAsync(app);
        Assert.Equal("real", (string?)(await TimeAsync(http, HttpMethod.Get, ""))["mode"]);
        var answer = await TimeAsync(http, HttpMethod.Post, "/advance?seconds=1", HttpStatusCode.Conflict);
        Assert.Contains("--clock movable", (string?)answer["error"], StringComparison.Ordinal);
        Assert.Contains("LocalCloud:Clock", (string?)answer["error"], StringComparison.Ordinal);
    }

    private static async Task<HttpClient> StartAsync(WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new() { BaseAddress = new(app.Urls.First()) };
    }

    private static async Task<string> SendAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> TimeAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        HttpStatusCode expected = HttpStatusCode.OK
    ) => JsonNode.Parse(await SendAsync(http, method, "/_localcloud/time" + path, expected))!;

    private static DateTimeOffset Now(JsonNode answer) =>
        DateTimeOffset.Parse((string)answer["now"]!, System.Globalization.CultureInfo.InvariantCulture);
}
