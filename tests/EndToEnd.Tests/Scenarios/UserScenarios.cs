using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

public abstract class UserScenarios(SystemSource source) : SystemTest(source)
{
    [Fact]
    public async Task A_new_user_is_welcomed_by_mail()
    {
        var answer = await App.Api.PostJsonAsync("/api/users", $$"""{ "email": "{{Address}}", "name": "Ada" }""");
        var user = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(user.ToJsonString(), (await App.Api.GetJsonAsync(answer.Headers.Location!.PathAndQuery)).ToJsonString());
        var mail = await App.Mail.TheMailAsync(Address, "Welcome");
        Assert.Contains("Hello Ada", mail.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_user_is_told_by_its_member()
    {
        var answer = await App.Api.PostJsonAsync("/api/users", """{ "email": "nobody", "name": "Ada" }""");
        var problem = await answer.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Contains("email", problem["errors"]!.AsObject().Select(error => error.Key), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_is_kept_until_it_is_deleted()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get)).StatusCode);
        await (await SendAsync(HttpMethod.Put, """{ "data": { "cart": ["mug"] }, "ttlSeconds": 600 }""")).JsonAsync();
        Assert.Equal("mug", (string)(await (await SendAsync(HttpMethod.Get)).JsonAsync())["data"]!["cart"]![0]!);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get)).StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string? body = null) =>
        App.Api.SendAsync(
            new(method, "/api/sessions")
            {
                Headers = { { "x-session-id", Tag } },
                Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            }
        );
}
