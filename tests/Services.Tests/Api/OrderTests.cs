using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class OrderTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task Pages_lead_through_all_orders_newest_first_and_new_ones_do_not_move_them()
    {
        await AddOrdersAsync(0, 45);
        var seen = new List<string>();
        var next = "/api/orders?limit=20";
        for (var page = 0; next is not null; page++)
        {
            var answer = await (await Http.GetAsync(next)).JsonAsync();
            seen.AddRange(answer.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("paymentIntentId").GetString()!));
            next = answer.TryGetProperty("next", out var link) ? link.GetString() : null;
            await AddOrdersAsync(100 + page, 1);
        }

        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(i => $"pi_{i}"), seen);
    }

    [Fact]
    public async Task Without_orders_the_page_is_empty_and_the_last()
    {
        var answer = await (await Http.GetAsync("/api/orders")).JsonAsync();
        Assert.Equal(0, answer.GetProperty("items").GetArrayLength());
        Assert.False(answer.TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    public async Task A_page_of_a_wrong_size_is_refused(string query) =>
        await (await Http.GetAsync($"/api/orders?{query}")).IsInvalidAsync("limit");

    [Theory]
    [InlineData("limit=many")]
    [InlineData("after=yesterday")]
    public async Task A_query_that_cannot_be_read_is_a_problem(string query) =>
        await (await Http.GetAsync($"/api/orders?{query}")).ProblemAsync(System.Net.HttpStatusCode.BadRequest);

    [Fact]
    public async Task Some_products_are_there_from_the_start()
    {
        var products = await (await Http.GetAsync("/api/products")).JsonAsync();
        Assert.Equal(
            ["mug", "notebook", "poster", "shirt", "stickers"],
            products.EnumerateArray().Select(p => p.GetProperty("id").GetString())
        );
        Assert.All(products.EnumerateArray(), p =>
            Assert.True(p.GetProperty("inventory").GetInt32() > 0 && p.GetProperty("priceAmount").GetInt64() > 0)
        );
    }

    private Task<int> AddOrdersAsync(int first, int count)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return Api.QueryAsync(db =>
        {
            db.Orders.AddRange(
                Enumerable
                    .Range(first, count)
                    .Select(i => new Order
                    {
                        Id = Guid.CreateVersion7(start.AddMinutes(i)),
                        PaymentIntentId = $"pi_{i}",
                        Amount = 100,
                        Currency = "eur",
                        Status = OrderStatus.Paid,
                        CreatedAt = start.AddMinutes(i),
                    })
            );
            return db.SaveChangesAsync();
        });
    }
}
