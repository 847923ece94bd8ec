using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Platform.Mail;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

public sealed class MailTests(Servers servers) : PlatformTest(servers)
{
    [Fact]
    public async Task A_message_with_an_attachment_arrives_in_the_inbox()
    {
        using var host = await WorkerHost.StartAsync(Stack, _ => { });
        var body = new BodyBuilder { TextBody = "Grüße" };
        body.Attachments.Add("report.pdf", "%PDF"u8.ToArray(), new ContentType("application", "pdf"));
        var message = new MimeMessage { Subject = "Report ✓", Body = body.ToMessageBody() };
        message.From.Add(new MailboxAddress("Shop", "shop@example.com"));
        message.To.Add(new MailboxAddress("Ada", "ada@example.com"));

        var id = await host.Services.GetRequiredService<IMailSender>().SendAsync(message);
        Assert.NotEmpty(id);
        using var http = new HttpClient();
        var inbox = await http.GetStringAsync($"{Stack.Configuration["AWS_ENDPOINT_URL"]}/_localcloud/mail");
        Assert.Contains(id, inbox);
        Assert.Contains("report.pdf", inbox);
    }
}
