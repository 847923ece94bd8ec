namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class ApisViewTests : ConsoleFormTest
{
    [Fact]
    public async Task An_API_leads_to_where_it_is_called_and_says_what_answers()
    {
        var api = await CallAsync(
            "apigateway",
            "CreateApi",
            new()
            {
                ["name"] = "shop",
                ["protocolType"] = "HTTP",
                ["routeKey"] = "GET /orders",
                ["target"] = "https://example.com/orders",
            }
        );
        var id = api.GetProperty("apiId").GetString()!;
        Assert.Contains($"&amp;name={id}\">{id}</a>", (await LookAsync("view=apis")).Text);
        foreach (var name in (string[])[id, "shop"])
        {
            var page = await LookAsync($"view=apis&name={name}");
            Assert.Contains("GET /orders https://example.com/orders HTTP_PROXY, 30 seconds at most NONE Call GET /orders", page.Plain);
            Assert.Matches($"<a href=\"http://localhost:4566[^\"]*{id}/orders\">Call", page.Text);
        }
        Assert.Contains("API shop", (await LookAsync("view=search&q=orders")).Plain);
        Assert.Contains("There is no API “nothing”", (await LookAsync("view=apis&name=nothing")).Plain);
    }
}
