using Platform.Data;
using Platform.Events;
using Platform.Outbox;
using Platform.Queue;

namespace EventRouter.Users;

internal sealed class WelcomeMail(AppDbContext db, TimeProvider time) : IEventHandler<UserCreated>
{
    public Task HandleAsync(UserCreated user, EventMetadata metadata, CancellationToken cancellationToken)
    {
        db.Enqueue(new SendMail(user.Email, "Welcome", $"Hello {user.Name},\n\nyour account is ready.\n", UserId: user.UserId), time);
        return Task.CompletedTask;
    }
}
