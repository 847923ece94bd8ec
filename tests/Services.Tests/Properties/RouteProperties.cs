using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.Properties;

/// <summary>Whatever a route is given: it is no error of the server, and what was taken can be read again.</summary>
public sealed class RouteProperties(Servers servers) : ApiTest(servers)
{
    private const int Count = 150;

    [Fact]
    public Task Users() =>
        Cases.ForAllAsync(Inputs.Body(Inputs.Object(("email", Inputs.Address), ("name", Inputs.OddText()))), Count, async body =>
            await IsReadableAsync(await Http.PostTextAsync("/api/users", body))
        );

    [Fact]
    public Task Reports() =>
        Cases.ForAllAsync(
            Inputs.Body(
                Inputs.Object(("userId", Inputs.Address), ("dateRange", Inputs.Object(("from", Inputs.Time), ("to", Inputs.Time))))
            ),
            Count,
            async body => await IsReadableAsync(await Http.PostTextAsync("/api/exports/report", body))
        );

    [Fact]
    public Task Sessions() =>
        Cases.ForAllAsync(
            Inputs.Body(Inputs.Object(("data", Inputs.AnyObject(3)), ("ttlSeconds", Gen.Choose(-5, 100_000).Select(i => $"{i}")))),
            Count,
            async body =>
            {
                var put = await SendAsync(HttpMethod.Put, body);
                IsNoServerError(put, body);
                if (put.StatusCode == HttpStatusCode.OK)
                {
                    Assert.Equal((await put.JsonAsync()).ToString(), (await (await SendAsync(HttpMethod.Get)).JsonAsync()).ToString());
                }
            }
        );

    [Fact]
    public Task Images() =>
        Cases.ForAllAsync(
            from name in Gen.Choose(1, 0xFFFF).ArrayOf().Select(codes => string.Concat(codes.Select(c => (char)c)))
            from content in Gen.Elements<byte[]>([], [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4], [1])
            select (name, content),
            Count / 3,
            async file =>
            {
                var part = new ByteArrayContent(file.content);
                part.Headers.TryAddWithoutValidation(
                    "Content-Disposition",
                    $"form-data; name=file; filename*=UTF-8''{Uri.EscapeDataString(string.Concat(file.name.EnumerateRunes()))}"
                );
                using var form = new MultipartFormDataContent { part };
                await IsReadableAsync(await Http.PostAsync("/api/images", form));
            }
        );

    [Fact]
    public Task Bytes_that_are_no_text() =>
        Cases.ForAllAsync(
            from path in Gen.Elements("/api/users", "/api/exports/report", "/api/images", "/api/webhooks/stripe")
            from start in Gen.Elements("", "{\"name\":\"", "{\"email\":\"a@example.com\",\"name\":\"")
            from bytes in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()
            select (path, bytes: (byte[])[.. Encoding.UTF8.GetBytes(start), .. bytes, .. "\"}"u8]),
            Count,
            async request =>
            {
                var content = new ByteArrayContent(request.bytes)
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
                };
                IsNoServerError(await Http.PostAsync(request.path, content), Convert.ToHexString(request.bytes));
            }
        );

    [Fact]
    public Task Queries_and_headers() =>
        Cases.ForAllAsync(
            from limit in Gen.Elements("1", "100", "0", "x", "99999999999999", "", "1%00")
            from after in Gen.Elements("", "%00", "%ed%a0%80", "00000000-0000-0000-0000-000000000000", "'")
            from session in Gen.Choose(0x20, 0xFF).Select(c => (char)c).ArrayOf().Select(characters => new string(characters))
            select (limit, after, session),
            Count / 2,
            async request =>
            {
                IsNoServerError(await Http.GetAsync($"/api/orders?limit={request.limit}&after={request.after}"), request.ToString());
                IsNoServerError(await Http.GetAsync($"/api/users/{Uri.EscapeDataString(request.session.Trim('\0'))}"), request.ToString());
                IsNoServerError(await SendAsync(HttpMethod.Get, session: request.session), request.ToString());
            }
        );

    [Fact]
    public async Task Webhooks()
    {
        var intent = Inputs.Object(
            ("id", Gen.OneOf(Gen.Choose(0, 50).Select(i => $"\"pi_{i}\""), Inputs.OddText())),
            ("object", Gen.Constant("\"payment_intent\"")),
            ("amount", Inputs.AnyValue(0)),
            ("amount_received", Gen.Choose(-1, 10_000).Select(i => $"{i}")),
            ("currency", Gen.OneOf(Gen.Constant("\"eur\""), Inputs.OddText())),
            ("receipt_email", Inputs.Address),
            ("metadata", Inputs.Object(("product_ids", Gen.OneOf(Gen.Constant("\"mug,shirt\""), Inputs.OddText()))))
        );
        var charge = Inputs.Object(
            ("id", Inputs.OddText()),
            ("object", Gen.Constant("\"charge\"")),
            ("payment_intent", Gen.OneOf(Gen.Choose(0, 50).Select(i => $"\"pi_{i}\""), Inputs.AnyValue(1))),
            ("amount_refunded", Gen.OneOf(Gen.Choose(-1, 10_000).Select(i => $"{i}"), Inputs.AnyValue(0))),
            ("refunded", Gen.Elements("true", "false", "null", "1")),
            ("currency", Gen.OneOf(Gen.Constant("\"eur\""), Inputs.OddText()))
        );
        var stripeEvent = Inputs.Object(
            ("id", Gen.OneOf(Gen.Choose(0, 1_000_000).Select(i => $"\"evt_{i}_{Tag}\""), Inputs.OddText())),
            ("object", Gen.Constant("\"event\"")),
            ("created", Gen.Constant("1767225600")),
            (
                "type",
                Gen.Frequency(
                    (8, Gen.Constant("\"payment_intent.succeeded\"")),
                    (4, Gen.Constant("\"charge.refunded\"")),
                    (1, Inputs.OddText())
                )
            ),
            ("data", Inputs.Object(("object", Gen.Frequency((8, intent), (4, charge)))))
        );
        await Cases.ForAllAsync(Inputs.Body(stripeEvent), Count, async body =>
        {
            var response = await Http.SendWebhookAsync(body);
            IsNoServerError(response, body);

            // Stripe sends again what is not taken: only what is no event at all is refused.
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{response.StatusCode}: {body}");
        });
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync("/api/orders?limit=100")).StatusCode);
        Assert.True(await Api.QueryAsync(db => db.Orders.CountAsync(order => order.ReviewReason != null)) > 0);
        Assert.NotEmpty(await Api.QueryAsync(db => db.PaymentEvents.ToListAsync()));
        Assert.NotEmpty(await Api.QueryAsync(db => db.Orders.Include(order => order.Lines).ToListAsync()));
    }

    private async Task IsReadableAsync(HttpResponseMessage response)
    {
        IsNoServerError(response, await response.Content.ReadAsStringAsync());
        if (response.IsSuccessStatusCode)
        {
            Assert.Equal(
                (await response.JsonAsync(response.StatusCode)).GetProperty("id").ToString(),
                (await (await Http.GetAsync(response.Headers.Location)).JsonAsync()).GetProperty("id").ToString()
            );
        }
    }

    private static void IsNoServerError(HttpResponseMessage response, string what) =>
        Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode}: {what}");

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string? body = null, string session = "s-1")
    {
        var request = new HttpRequestMessage(method, "/api/sessions");
        request.Headers.TryAddWithoutValidation("x-session-id", session);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return Http.SendAsync(request);
    }
}
