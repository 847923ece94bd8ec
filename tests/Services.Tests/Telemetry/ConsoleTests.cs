using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults;
using Services.Tests.Infrastructure;

namespace Services.Tests.Telemetry;

public sealed class ConsoleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void In_Development_a_line_is_for_people_with_the_ids_of_its_work()
    {
        var line = Write("Development", "Shop.Orders.Counter", "Two mugs", null);
        Assert.Equal("03:04:05.678Z info Counter: Two mugs request=r-1 order=o-1\n", line);
    }

    [Fact]
    public void In_Development_what_has_more_lines_is_indented_and_what_controls_a_terminal_is_not_written()
    {
        var line = Write("Development", "Counter", "one\ntwo \u001b[31mred", new IOException("broken"));
        Assert.Equal("03:04:05.678Z info Counter: one\n    two ?[31mred request=r-1 order=o-1\n    System.IO.IOException: broken\n", line);
    }

    [Theory]
    [InlineData("Production", null)]
    [InlineData("Production", "simple")]
    [InlineData("Development", "serverless-json")]
    public void Elsewhere_and_where_it_is_asked_for_a_line_is_JSON_with_the_ids_as_members(string environment, string? formatter)
    {
        var json = JsonElement.Parse(Write(environment, "Shop.Orders.Counter", "Two mugs", null, formatter));
        Assert.Equal(
            [
                ("Timestamp", "2026-01-02T03:04:05.678Z"),
                ("Level", "Information"),
                ("Message", "Two mugs"),
                ("Category", "Shop.Orders.Counter"),
                ("RequestId", "r-1"),
                ("order.id", "o-1"),
            ],
            json.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))
        );
    }

    /// <summary>What the console of a service gets, by the formatter that it would take.</summary>
    private static string Write(string environment, string category, string message, Exception? exception, string? formatter = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Logging:Console:FormatterName"] = formatter;
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.AddServiceDefaults();
        var services = builder.Services.BuildServiceProvider();
        var name = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var console = services.GetServices<ConsoleFormatter>().Last(known => known.Name == name);

        var scopes = new LoggerExternalScopeProvider();
        var lines = new LogLines();
        lines.SetScopeProvider(scopes);
        using var ids = WorkIds.Begin(lines.CreateLogger(category));
        WorkIds.Add(ServiceDefaults.Telemetry.Attributes.RequestId, "r-1");
        WorkIds.Add(ServiceDefaults.Telemetry.Attributes.OrderId, "o-1");
        using var output = new StringWriter();
        console.Write(new LogEntry<string>(LogLevel.Information, category, default, message, exception, (text, _) => text), scopes, output);
        return output.ToString();
    }
}
