using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class UserTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task A_new_user_has_a_location_and_is_told_to_the_bus()
    {
        var response = await Http.PostAsJsonAsync("/api/users", new { email = "ada@example.com", name = "Ada" });

        var user = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal($"/api/users/{user.GetProperty("id").GetGuid()}", response.Headers.Location?.AbsolutePath);
        var read = await (await Http.GetAsync(response.Headers.Location)).JsonAsync();
        Assert.Equal(user.ToString(), read.ToString());
        var busEvent = (await Stack.Sqs.TakeAsync(Stack["EventQueueUrl"])).Json();
        Assert.Equal("UserCreated", busEvent.GetProperty("detail-type").GetString());
        Assert.Equal("ada@example.com", busEvent.GetProperty("detail").GetProperty("data").GetProperty("email").GetString());
    }

    [Fact]
    public async Task An_address_makes_one_user_whatever_its_case_and_however_many_ask_at_once()
    {
        var responses = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Http.PostAsJsonAsync(
                        "/api/users",
                        new { email = i % 2 == 0 ? "grace@example.com" : "Grace@Example.com", name = "Grace" }
                    )
                )
        );

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Created);
        foreach (var refused in responses.Where(response => response.StatusCode != HttpStatusCode.Created))
        {
            await refused.ProblemAsync(HttpStatusCode.Conflict);
        }

        Assert.Equal(1, await Api.QueryAsync(db => db.Users.CountAsync()));
        Assert.Equal("UserCreated", (await Stack.Sqs.TakeAsync(Stack["EventQueueUrl"])).Json().GetProperty("detail-type").GetString());
        Assert.Null(await Stack.Sqs.TryTakeAsync(Stack["EventQueueUrl"], 0));
    }

    [Theory]
    [InlineData("""{"email":"no-address","name":"A"}""", "email")]
    [InlineData("""{"email":"Ada <ada@example.com>","name":"A"}""", "email")]
    [InlineData("""{"email":"a@b@c","name":"A"}""", "email")]
    [InlineData("""{"email":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com","name":"A"}""", "email")]
    [InlineData("""{"email":"\"a\"@example.com","name":"A"}""", "email")]
    [InlineData("""{"email":"a@-example.com","name":"A"}""", "email")]
    [InlineData("""{"email":"a@[127.0.0.1]","name":"A"}""", "email")]
    [InlineData("""{"email":"","name":"A"}""", "email")]
    [InlineData("""{"name":"A"}""", "email")]
    [InlineData("""{"email":"ada@example.com","name":""}""", "name")]
    [InlineData("""{"email":"ada@example.com","name":"   "}""", "name")]
    [InlineData("""{"email":"ada@example.com"}""", "name")]
    public async Task A_user_that_is_not_complete_is_refused_with_the_member_s_name(string json, string member) =>
        await (await Http.PostTextAsync("/api/users", json)).IsInvalidAsync(member);

    [Fact]
    public async Task A_body_in_a_charset_that_nobody_knows_is_a_problem_and_not_a_crash()
    {
        var content = new StringContent("{}");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nope");
        var problem = await (await Http.PostAsync("/api/users", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Contains("'nope'", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"email":5,"name":"A"}""")]
    public async Task A_body_that_cannot_be_read_is_a_problem_and_not_a_crash(string body) =>
        await (await Http.PostTextAsync("/api/users", body)).ProblemAsync(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/api/users/0197b0a0-0000-7000-8000-000000000000")]
    [InlineData("/api/users/not-an-id")]
    [InlineData("/api/nothing")]
    public async Task What_does_not_exist_is_a_problem(string path) =>
        await (await Http.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound);
}
