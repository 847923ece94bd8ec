using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults.RequestIds;

namespace ServiceDefaults.Logging;

/// <summary>
/// What is logged, to wherever it goes: the application's own lines, and of the framework what went wrong. Rules of the section
/// <c>Logging</c> have the last word.
/// </summary>
internal static class LogRules
{
    public static void AddLogRules(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // Each line has the trace anyway: not in its scopes a second time.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);

        // Our own line about each request carries its ids; EF says what Npgsql would say again.
        services.AddLogRule("Microsoft.AspNetCore", LogLevel.Warning);
        services.AddLogRule("Npgsql", LogLevel.Warning);
        if (builder.Configuration.GetValue<bool>(Quiet.Setting))
        {
            return;
        }

        // HealthLog says once what this says at each probe.
        services.AddLogRule("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        foreach (var category in (string[])["Microsoft.EntityFrameworkCore", "System.Net.Http.HttpClient", "Polly"])
        {
            services.AddLogRule(
                new LoggerFilterRule(null, category, LogLevel.Information, (_, _, level) =>
                    level >= LogLevel.Warning || RequestId.Current is not null
                )
            );
        }

        services.PostConfigure<LoggerFilterOptions>(Hush);
    }

    public static void AddLogRule(this IServiceCollection services, string category, LogLevel level) =>
        services.AddLogRule(new LoggerFilterRule(null, category, level, null));

    public static void AddLogRule<TProvider>(this IServiceCollection services, string category, LogLevel level)
        where TProvider : ILoggerProvider => services.AddLogRule(new LoggerFilterRule(typeof(TProvider).FullName, category, level, null));

    // First: of two rules for the same, the later one holds, and that is to be the configuration's.
    private static void AddLogRule(this IServiceCollection services, LoggerFilterRule rule) =>
        services.Configure<LoggerFilterOptions>(options => options.Rules.Insert(0, rule));

    /// <summary>Every rule, and the default where none is, lets nothing below Warning through in <see cref="Quiet"/>.</summary>
    private static void Hush(LoggerFilterOptions options)
    {
        LoggerFilterRule[] rules = [new(null, null, options.MinLevel, null), .. options.Rules];
        options.Rules.Clear();
        foreach (var rule in rules)
        {
            options.Rules.Add(
                new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                    (level >= LogLevel.Warning || !Quiet.IsOn) && rule.Filter?.Invoke(provider, category, level) is not false
                )
            );
        }
    }
}
