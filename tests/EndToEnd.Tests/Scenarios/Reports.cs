using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

internal static class Reports
{
    /// <summary>Yesterday to tomorrow: whatever is sold while a test runs, around midnight too.</summary>
    public static string Request(string userId)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return $$"""{ "userId": "{{userId}}", "dateRange": { "from": "{{today.AddDays(-1):yyyy-MM-dd}}", "to": "{{today.AddDays(1):yyyy-MM-dd}}" } }""";
    }

    public static Task<JsonNode> CompletedAsync(SystemUnderTest app, string id) => Eventually.Async($"report {id} completed", async () =>
        {
            var report = await app.Api.GetJsonAsync($"/api/exports/report/{id}");
            Assert.NotEqual("FAILED", report.Text("status"));
            return report.Text("status") == "COMPLETED" ? report : null;
        });
}
