using System.Net;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class SessionTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task A_session_is_kept_replaced_and_ended()
    {
        await (await SendAsync(HttpMethod.Get)).ProblemAsync(HttpStatusCode.NotFound);
        await (await SendAsync(HttpMethod.Delete)).ProblemAsync(HttpStatusCode.NotFound);

        var put = await (await SendAsync(HttpMethod.Put, """{"data":{"cart":["mug"],"n":1.50}}""")).JsonAsync();
        var read = await (await SendAsync(HttpMethod.Get)).JsonAsync();
        Assert.Equal(put.ToString(), read.ToString());
        Assert.Equal("""{"cart":["mug"],"n":1.50}""", read.GetProperty("data").GetRawText());
        Assert.Equal(
            TimeSpan.FromDays(1),
            read.GetProperty("expiresAt").GetDateTimeOffset() - read.GetProperty("createdAt").GetDateTimeOffset()
        );

        await (await SendAsync(HttpMethod.Put, """{"data":{},"ttlSeconds":60}""")).JsonAsync();
        Assert.Equal("{}", (await (await SendAsync(HttpMethod.Get)).JsonAsync()).GetProperty("data").GetRawText());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete)).StatusCode);
        await (await SendAsync(HttpMethod.Get)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_expired_session_is_gone_at_once_though_DynamoDB_still_has_it()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var api = StartAnother(services => services.AddSingleton<TimeProvider>(clock));
        var client = api.CreateClient();
        await (await SendAsync(HttpMethod.Put, """{"data":{"a":1},"ttlSeconds":60}""", client: client)).JsonAsync();

        clock.Advance(TimeSpan.FromSeconds(59));
        await (await SendAsync(HttpMethod.Get, client: client)).JsonAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        await (await SendAsync(HttpMethod.Get, client: client)).ProblemAsync(HttpStatusCode.NotFound);
        var item = await Stack.DynamoDb.GetItemAsync(
            new GetItemRequest(Stack["SessionTableName"], new Dictionary<string, AttributeValue> { ["sessionId"] = new("s-1") })
        );
        Assert.True(item.IsItemSet);
    }

    [Theory]
    [InlineData("""{"data":[1]}""", "data")]
    [InlineData("""{"data":"text"}""", "data")]
    [InlineData("""{"ttlSeconds":5}""", "data")]
    [InlineData("""{"data":{},"ttlSeconds":0}""", "ttlSeconds")]
    [InlineData("""{"data":{},"ttlSeconds":2592001}""", "ttlSeconds")]
    public async Task What_cannot_be_a_session_is_refused(string json, string member) =>
        await (await SendAsync(HttpMethod.Put, json)).IsInvalidAsync(member);

    [Fact]
    public async Task A_session_that_DynamoDB_could_not_hold_is_refused() =>
        await (await SendAsync(HttpMethod.Put, """{"data":{"a":"LONG"}}""".Replace("LONG", new string('x', 300_000)))).IsInvalidAsync(
            "data"
        );

    [Theory]
    [InlineData("with space")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_session_id_has_a_form(string? id) =>
        await (await SendAsync(HttpMethod.Get, id: id)).ProblemAsync(HttpStatusCode.BadRequest);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string? json = null, string? id = "s-1", HttpClient? client = null)
    {
        var request = new HttpRequestMessage(method, "/api/sessions");
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("x-session-id", id);
        }

        request.Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return (client ?? Http).SendAsync(request);
    }
}
