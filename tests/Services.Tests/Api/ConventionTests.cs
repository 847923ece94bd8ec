using System.Net;
using System.Text.Json;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class ConventionTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task A_request_id_is_taken_and_returned()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/products") { Headers = { { "x-request-id", "abc-123" } } };
        Assert.Equal("abc-123", (await Http.SendAsync(request)).Headers.GetValues("x-request-id").Single());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("has space")]
    [InlineData("<script>")]
    [InlineData(
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    public async Task Without_a_good_request_id_one_is_made(string? given)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/products");
        if (given is not null)
        {
            request.Headers.TryAddWithoutValidation("x-request-id", given);
        }

        Assert.Matches("^[0-9a-f]{32}$", (await Http.SendAsync(request)).Headers.GetValues("x-request-id").Single());
    }

    [Fact]
    public async Task The_OpenAPI_document_has_every_route_and_Scalar_shows_it()
    {
        var paths = (await (await Http.GetAsync("/openapi/v1.json")).JsonAsync()).GetProperty("paths");
        var routes = paths
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}"))
            .Order();
        Assert.Equal(
            [
                "DELETE /api/sessions",
                "GET /api/exports/report/{id}",
                "GET /api/health",
                "GET /api/images/{id}",
                "GET /api/orders",
                "GET /api/orders/{id}",
                "GET /api/products",
                "GET /api/sessions",
                "GET /api/users/{id}",
                "POST /api/exports/report",
                "POST /api/images",
                "POST /api/users",
                "POST /api/webhooks/stripe",
                "PUT /api/sessions",
            ],
            routes
        );
        var scalar = await Http.GetAsync("/scalar");
        Assert.Equal(HttpStatusCode.OK, scalar.StatusCode);
        Assert.Contains("<title>Serverless.Aspire shop 1.0.0</title>", await scalar.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_tells_of_every_part_and_the_probe_of_the_region()
    {
        // On a machine with much to do, a part's first answer can take longer than its check waits: then it is asked again.
        JsonElement health;
        var attempts = 0;
        do
        {
            health = await (await Http.GetAsync("/health")).JsonAsync();
        } while (health.GetProperty("status").GetString() != "Healthy" && ++attempts < 30);
        Assert.Equal("Healthy", health.GetProperty("status").GetString());
        Assert.Equal(["aws", "database", "redis"], health.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order());
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync("/alive")).StatusCode);
        var probe = await (await Http.GetAsync("/api/health")).JsonAsync();
        Assert.Equal(("healthy", "us-east-1"), (probe.GetProperty("status").GetString(), probe.GetProperty("region").GetString()));
    }
}
