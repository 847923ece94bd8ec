using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Console.Tests;

/// <summary>Makes what the pages of data and compute show.</summary>
public abstract class DataTest(Chromium chromium) : ConsoleTest(chromium)
{
    /// <summary>The line that opens a form.</summary>
    protected static ILocator Fold(IPage page, string text) => page.Locator("summary", new() { HasText = text }).First;

    /// <summary>Opens the question by keyboard and says yes.</summary>
    protected static async Task ConfirmAsync(IPage page, string button)
    {
        await PressAsync(page, Fold(page, button));
        await PressAsync(page, Button(page, button));
    }

    protected async Task OrdersAsync(int items)
    {
        await CallAsync(
            "DynamoDB_20120810.CreateTable",
            new()
            {
                ["TableName"] = "orders",
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["AttributeDefinitions"] = new JsonArray(Attribute("customer"), Attribute("placed")),
                ["KeySchema"] = new JsonArray(Key("customer", "HASH"), Key("placed", "RANGE")),
            }
        );
        for (var n = 0; n < items; n++)
            await CallAsync(
                "DynamoDB_20120810.PutItem",
                new()
                {
                    ["TableName"] = "orders",
                    ["Item"] = new JsonObject
                    {
                        ["customer"] = Text($"customer-{n % 3}"),
                        ["placed"] = Text($"2026-11-{n % 28 + 1:00}#{n}"),
                        ["total"] = new JsonObject { ["N"] = $"{n}" },
                        ["note"] = Text(new string('x', 250)),
                        [$"more{n % 9}"] = Text("<b>markup</b>"),
                    },
                }
            );

        static JsonObject Attribute(string name) => new() { ["AttributeName"] = name, ["AttributeType"] = "S" };
        static JsonObject Key(string name, string kind) => new() { ["AttributeName"] = name, ["KeyType"] = kind };
        static JsonObject Text(string text) => new() { ["S"] = text };
    }

    /// <summary>A function of Node, which has to be on the PATH.</summary>
    protected async Task FunctionAsync(string name, string javascript)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var file = archive.CreateEntry("index.js").Open();
            await file.WriteAsync(Encoding.UTF8.GetBytes(javascript), TestContext.Current.CancellationToken);
        }
        await SendAsync(
            HttpMethod.Post,
            "/2015-03-31/functions",
            new()
            {
                ["FunctionName"] = name,
                ["Runtime"] = "nodejs20.x",
                ["Handler"] = "index.handler",
                ["Role"] = "arn:aws:iam::000000000000:role/any",
                ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(zip.ToArray()) },
            }
        );
    }

    protected async Task SendAsync(HttpMethod method, string path, JsonObject input)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(input.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>As account 000000000000, as the console's pages are.</summary>
    protected async Task PutObjectAsync(string path, string content, string type)
    {
        using var body = content.Length == 0 ? null : new StringContent(content, Encoding.UTF8, type);
        using var answer = await Http.PutAsync(path, body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
