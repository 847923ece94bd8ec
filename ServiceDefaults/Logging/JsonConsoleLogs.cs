using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults.Logging;

internal static class JsonConsoleLogs
{
    public static void AddJsonConsoleLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddConsole(options => options.FormatterName = JsonLogFormatter.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter, JsonLogFormatter>();

        // SQL statements and the lines about every request are in the traces.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning);
    }
}
