using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

/// <summary>One webhook, delivered fifty times at once.</summary>
internal static class Duplicates
{
    public static Task<HttpResponseMessage[]> SendAsync(HttpClient api, Webhook webhook) =>
        Task.WhenAll(Enumerable.Range(0, 50).Select(_ => api.SendAsync(webhook.Request())));

    public static async Task MadeOneOrderAsync(SystemUnderTest app, Webhook webhook, HttpResponseMessage[] answers)
    {
        // Who comes while the first is at work is told to come again, and is answered then
        HttpStatusCode[] expected = app.HasTimeouts
            ? [HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout]
            : [HttpStatusCode.OK, HttpStatusCode.Conflict];
        Assert.All(answers, a => Assert.Contains(a.StatusCode, expected));
        Assert.All(answers.Where(a => a.StatusCode == HttpStatusCode.Conflict), a => Assert.NotNull(a.Headers.RetryAfter));
        var ids = await Task.WhenAll(
            answers.Where(a => a.StatusCode == HttpStatusCode.OK).Select(async a => (await a.JsonAsync())["result"].Text("orderId"))
        );
        // Stripe delivers again what was not answered
        var id = app.HasTimeouts
            ? await Eventually.Async("an answer to the webhook", async () =>
                (await app.Api.SendAsync(webhook.Request())) is { StatusCode: HttpStatusCode.OK } answer
                    ? (await answer.JsonAsync())["result"].Text("orderId")
                    : null
            )
            : Assert.Single(ids.Distinct());
        Assert.All(ids, i => Assert.Equal(id, i));
        Assert.Equal(id, await webhook.SendAsync(app.Api));

        Assert.Equal(id, Assert.Single(await webhook.OrdersAsync(app.Api)).Text("id"));
        // What is sold and what is left add up to what there was
        var sold = await app.QueryAsync<long>(
            $"SELECT coalesce(sum(quantity), 0)::bigint FROM order_lines WHERE product_id = '{webhook.Products}'"
        );
        var left = await app.QueryAsync<int>($"SELECT inventory FROM products WHERE id = '{webhook.Products}'");
        Assert.Equal(1, sold);
        Assert.Equal(25 - 1, left);
        var mail = await app.Mail.TheMailAsync($"{webhook.Tag}@example.com", "Your order");
        Assert.Equal($"Your order {id}", mail.Text("subject"));
    }
}
