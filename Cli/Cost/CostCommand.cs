using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Amazon.Runtime;
using LocalCloud.Cost;
using LocalCloud.Cost.Report;
using Serverless.Cli.Deploy;

namespace Serverless.Cli.Cost;

/// <summary>What a stack costs, from what it has done.</summary>
internal static class CostCommand
{
    private static readonly Argument<string?> Folder = new("dist")
    {
        Description = "What `serverless publish` has written: it knows the stack's name [default: dist, where there is one]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<long?> Requests = new("--requests-per-month")
    {
        Description = "The month's traffic [default: AWS: the window's, drawn out; LocalCloud: 1000000]",
    };

    private static readonly Option<string[]> Unit = new("--unit")
    {
        Description = "NAME=FUNCTION, NAME='METHOD /route' or NAME=NUMBER: what one of it costs, as in order=webhooks or report=40",
    };

    private static readonly Option<string?> Since = new("--since")
    {
        Description = "A time (ISO 8601), or how long ago: 30m, 12h, 7d [default: LocalCloud's start; AWS: 24h]",
    };

    private static readonly Option<FileInfo?> Prices = new("--prices")
    {
        Description = "Other prices, in the form of LocalCloud/Prices/prices.json",
    };
    private static readonly Option<string?> PricesRegion = new("--prices-region")
    {
        Description = "Whose prices to take [default: the stack's region]",
    };
    private static readonly Option<string> Format = new("--format")
    {
        Description = "table, markdown or json",
        DefaultValueFactory = _ => "table",
    };
    private static readonly Option<decimal?> FailAbove = new("--fail-above")
    {
        Description = "US dollars: a month that costs more is exit code 3",
    };
    private static readonly Option<int> MostReports = new("--max-reports")
    {
        Description = "REPORT lines read of each function at most",
        DefaultValueFactory = _ => 20_000,
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("table", "markdown", "json");
        AtLeast(Requests, 1);
        AtLeast(FailAbove, 0);
        AtLeast(MostReports, 1);
        Unit.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]))
                result.AddError($"'{token.Value}' is no NAME=FUNCTION.");
            foreach (var token in result.Tokens)
            {
                if (
                    token.Value.Split('=', 2) is [_, var count]
                    && decimal.TryParse(count, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number <= 0
                )
                    result.AddError($"--unit {token.Value}: how many there were has to be more than 0.");
            }
        });
        Since.Validators.Add(SinceOption.Check);
        var command = new Command(
            "cost",
            "What the functions and services of a stack cost: measured, of a month, and how to make it cheaper."
        )
        {
            Folder,
            Requests,
            Unit,
            Since,
            Prices,
            PricesRegion,
            Format,
            FailAbove,
            MostReports,
        };
        TargetOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return CostExitCodes.BadInput;
        var stack = arguments.GetValue(TargetOptions.Stack);
        var request = new CostRequest
        {
            // --stack alone asks the stack for its template, and not a folder that happens to lie here
            Path = arguments.GetValue(Folder) ?? (stack is null ? "dist" : null),
            Target = target,
            StackName = stack,
            RequestsPerMonth = arguments.GetValue(Requests),
            Since = arguments.GetValue(Since) is { } since ? SinceOption.Read(since, TimeProvider.System.GetUtcNow()) : null,
            PricesFile = arguments.GetValue(Prices)?.FullName,
            PricesRegion = arguments.GetValue(PricesRegion),
            Units =
            [
                .. (arguments.GetValue(Unit) ?? [])
                    .Select(unit => unit.Split('=', 2))
                    .Select(parts => new BusinessUnit(parts[0], parts[1])),
            ],
            MostReports = arguments.GetValue(MostReports),
        };
        try
        {
            var report = await CostDisplay.WhileAsync(progress => CostRun.RunAsync(request, TimeProvider.System, progress, cancellation));
            CostDisplay.Write(report, arguments.GetValue(Format)!);
            if (arguments.GetValue(FailAbove) is not { } limit || report.PerMonth <= limit)
                return CostExitCodes.Done;
            await Console.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A month costs ${report.PerMonth:0.00}, more than ${limit:0.00} (--fail-above)."
                )
            );
            return CostExitCodes.TooExpensive;
        }
        catch (CostException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return error.ExitCode;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; nothing was changed.");
            return CostExitCodes.Interrupted;
        }
        catch (AmazonServiceException error)
        {
            await Console.Error.WriteLineAsync($"{error.ErrorCode}: {error.Message}");
            return CostExitCodes.Failed;
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync(
                $"{request.Target.EndpointUrl?.AbsoluteUri ?? "AWS"}: {error.InnerException?.Message ?? error.Message}"
            );
            return CostExitCodes.Failed;
        }
    }

    private static void AtLeast<T>(Option<T> option, decimal least) =>
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && decimal.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number < least
            )
                result.AddError($"{option.Name} has to be {least.ToString(CultureInfo.InvariantCulture)} or more, not '{token.Value}'.");
        });
}
