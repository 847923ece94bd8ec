using MimeKit;
using Platform.Mail;

namespace Services.Tests.ReportWorker;

/// <summary>Sends mails, and does what the test says before and after each.</summary>
internal sealed class MailGate(IMailSender sender, Func<Task>? before = null, Action? after = null) : IMailSender
{
    public async Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        await (before?.Invoke() ?? Task.CompletedTask);
        var id = await sender.SendAsync(message, cancellationToken);
        after?.Invoke();
        return id;
    }
}
