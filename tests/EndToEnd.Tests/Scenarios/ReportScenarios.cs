using System.Net;
using EndToEnd.Tests.Infrastructure;
using UglyToad.PdfPig;

namespace EndToEnd.Tests.Scenarios;

public abstract class ReportScenarios(SystemSource source) : SystemTest(source)
{
    [Fact]
    public async Task A_report_is_made_and_names_the_order_in_the_download_and_in_the_mail()
    {
        var order = await new Webhook(Tag, Amount: 12345).SendAsync(App.Api);

        var report = await (await App.Api.PostJsonAsync("/api/exports/report", Reports.Request(Address))).JsonAsync(
            HttpStatusCode.Accepted
        );
        var done = await Reports.CompletedAsync(App, report.Text("id"));

        using var http = new HttpClient();
        Names(order, await http.GetByteArrayAsync(done.Text("downloadUrl")));
        var mail = await App.Mail.TheMailAsync(Address, "Your sales report");
        var attachment = Assert.Single(mail["attachments"].Items());
        Assert.Equal("application/pdf", attachment.Text("contentType"));
        Names(order, await App.Mail.AttachmentAsync(mail, 0));
    }

    private static void Names(string order, byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var text = string.Concat(document.GetPages().Select(page => page.Text));
        Assert.Contains(order, text, StringComparison.Ordinal);
        Assert.Contains("123.45 EUR", text, StringComparison.Ordinal);
    }
}
