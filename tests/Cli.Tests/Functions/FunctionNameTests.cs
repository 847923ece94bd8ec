using Serverless.Cli.Functions;

namespace Cli.Tests.Functions;

public sealed class FunctionNameTests
{
    private static readonly (string, string?)[] Shop =
    [
        ("shop-api", "ApiFunction"),
        ("shop-report-worker", "ReportWorkerFunction"),
        ("shop-Mails-1A2B3C", "Mails"),
        ("other-api", null),
    ];

    [Theory]
    [InlineData("shop-api", "shop-api")]
    [InlineData("ReportWorkerFunction", "shop-report-worker")]
    [InlineData("report-worker", "shop-report-worker")]
    [InlineData("ReportWorker", "shop-report-worker")]
    [InlineData("mails", "shop-Mails-1A2B3C")]
    [InlineData("api", "shop-api,other-api")]
    [InlineData("ap", "")]
    [InlineData("worker", "shop-report-worker")]
    public void A_function_is_meant_by_its_name_its_logical_id_or_the_end_of_its_name(string asked, string names) =>
        Assert.Equal(names, string.Join(',', FunctionNames.Match(asked, Shop)));
}
