using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

/// <summary>Inputs that are well formed, and that nothing here could hold.</summary>
public sealed class InputTests(Servers servers) : ApiTest(servers)
{
    [Theory]
    [InlineData("/api/users", """{"email":"ada@example.com","name":"a\u0000b"}""", "$.name")]
    [InlineData("/api/users", """{"email":"ada@example.com","name":"\ud800"}""", "$.name")]
    [InlineData("/api/users", """{"email":"ada@example.com\u0000","name":"Ada"}""", "$.email")]
    [InlineData("/api/exports/report", """{"userId":"\udc00","dateRange":{"from":"2026-01-01","to":"2026-01-01"}}""", "$.userId")]
    public async Task Text_that_cannot_be_stored_is_refused_with_its_place(string path, string body, string place)
    {
        var problem = await (await Http.PostTextAsync(path, body)).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith($"{place} must be Unicode text", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"data":{"a":["\ud83d"]}}""")]
    [InlineData("""{"data":{"a":{"b\u0000":1}}}""")]
    [InlineData("""{"data":{"\udc00":1}}""")]
    public async Task A_session_that_could_not_be_read_again_is_refused(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/sessions");
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("x-session-id", "s-1");
        await (await Http.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-02", "from")]
    [InlineData("9999-12-30", "9999-12-31", "to")]
    [InlineData("1999-12-31", "2000-01-01", "from")]
    [InlineData("2099-12-31", "2100-01-01", "to")]
    public async Task A_report_at_the_ends_of_the_calendar_is_refused(string from, string to, string member) =>
        await (
            await Http.PostTextAsync(
                "/api/exports/report",
                $$$"""{"userId":"ada@example.com","dateRange":{"from":"{{{from}}}","to":"{{{to}}}"}}"""
            )
        ).IsInvalidAsync($"dateRange.{member}");

    [Theory]
    [InlineData("currency", "\"euros\"", "The currency is 'euros'")]
    [InlineData("currency", "null", "The currency is ''")]
    [InlineData("receipt_email", "\"nobody\"", "No mail can be sent to 'nobody'")]
    [InlineData("receipt_email", "\"a\\u0000@example.com\"", "No mail can be sent to")]
    [InlineData("amount_received", "-1", null)]
    public async Task A_payment_that_an_order_does_not_hold_is_an_order_for_a_person_to_look_at(string member, string value, string? reason)
    {
        var payload = With(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug"), member, value);
        await (await Http.SendWebhookAsync(payload)).JsonAsync();

        var order = await Api.QueryAsync(db => db.Orders.SingleAsync());
        Assert.Equal(member == "currency" ? "xxx" : "eur", order.Currency);
        Assert.Equal(member == "receipt_email" ? null : "ada@example.com", order.Email);
        Assert.Equal(reason is null, order.ReviewReason is null);
        Assert.Contains(reason ?? "", order.ReviewReason ?? "");
        Assert.Equal(JsonValueKind.Array, (await (await Http.GetAsync("/api/orders")).JsonAsync()).GetProperty("items").ValueKind);
    }

    [Theory]
    [InlineData("amount", "99999999999999999999", "cannot be read")]
    [InlineData("id", "null", "names no payment")]
    public async Task A_payment_that_no_order_can_be_made_of_is_kept_and_acknowledged(string member, string value, string reason)
    {
        var payload = With(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug"), member, value);
        var result = (await (await Http.SendWebhookAsync(payload)).JsonAsync()).GetProperty("result");
        Assert.False(result.GetProperty("processed").GetBoolean());
        Assert.Contains(reason, result.GetProperty("reason").GetString());

        var kept = await Api.QueryAsync(db => db.PaymentEvents.SingleAsync());
        Assert.Equal((PaymentEventStatus.Review, payload), (kept.Status, kept.Payload));
        Assert.Contains(reason, kept.ReviewReason);
        Assert.Equal(0, await Api.QueryAsync(db => db.Orders.CountAsync()));
    }

    [Fact]
    public async Task Ids_longer_than_an_index_holds_are_told_apart()
    {
        var (one, other) = (new string('x', 5000) + "1", new string('x', 5000) + "2");
        foreach (var id in (string[])[one, other, one])
        {
            Assert.Equal(
                HttpStatusCode.OK,
                (await Http.SendWebhookAsync(StripeWebhook.Event($"evt_{id}_{Tag}", $"pi_{id}", "mug"))).StatusCode
            );
        }

        Assert.Equal(2, await Api.QueryAsync(db => db.Orders.CountAsync()));
    }

    [Fact]
    public async Task A_signed_body_that_is_no_event_is_not_called_unsigned()
    {
        var problem = await (await Http.SendWebhookAsync("[]")).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("The body is not an event of Stripe", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_second_event_of_a_payment_and_a_second_user_of_an_address_are_no_errors_in_the_log()
    {
        var logs = new Logs();
        await using var api = StartAnother(services => services.AddSingleton<ILoggerProvider>(logs));
        var http = api.CreateClient();
        foreach (var eventId in (string[])["a", "b"])
        {
            (await http.SendWebhookAsync(StripeWebhook.Event($"evt_{eventId}_{Tag}", $"pi_{Tag}", "mug"))).EnsureSuccessStatusCode();
            await http.PostTextAsync("/api/users", """{"email":"ada@example.com","name":"Ada"}""");
        }

        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error"));
    }

    // The last of that name is the payment's.
    private static string With(string payload, string member, string value)
    {
        var start = payload.LastIndexOf($"\"{member}\":", StringComparison.Ordinal) + member.Length + 3;
        if (member == "id")
        {
            start = payload.IndexOf("\"id\":\"pi_", StringComparison.Ordinal) + 5;
        }

        var end = payload.IndexOfAny([',', '}'], start);
        return $"{payload[..start]}{value}{payload[end..]}";
    }
}
