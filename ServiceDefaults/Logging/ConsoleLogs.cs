using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ServiceDefaults.RequestIds;

namespace ServiceDefaults.Logging;

internal static class ConsoleLogs
{
    // The framework's own name for it
    private const string FormatterSetting = "Logging:Console:FormatterName";

    /// <summary>For people in Development, JSON elsewhere.</summary>
    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        var (plain, json) = (PlainLogFormatter.FormatterName, JsonLogFormatter.FormatterName);
        var configured = builder.Configuration[FormatterSetting];

        // Aspire sets the framework's own, simple, for every project: on two lines, and without ids.
        var name =
            configured == plain || configured == json ? configured
            : builder.Environment.IsDevelopment() ? plain
            : json;
        builder.Logging.AddConsole(options => options.FormatterName = name);
        builder.Services.AddSingleton<ConsoleFormatter, JsonLogFormatter>();
        builder.Services.AddSingleton<ConsoleFormatter, PlainLogFormatter>();

        // SQL statements are in the traces, and so are requests; a person at the console wants to see his requests come in.
        builder.Services.AddLogRule<ConsoleLoggerProvider>("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        if (name != plain)
        {
            builder.Services.AddLogRule<ConsoleLoggerProvider>(typeof(RequestIdMiddleware).FullName!, LogLevel.Warning);
        }
    }
}
