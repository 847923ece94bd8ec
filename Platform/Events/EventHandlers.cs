using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Queue.Consuming;

namespace Platform.Events;

/// <summary>
/// Reacts to one type of event, in a transaction of the scope's <see cref="AppDbContext"/> that also marks the event as handled
/// by this handler: a second delivery does nothing. Changes are saved and committed after it returns; what it publishes or
/// enqueues goes out then. It should do nothing outside of the database.
/// </summary>
public interface IEventHandler<in TEvent>
{
    Task HandleAsync(TEvent domainEvent, EventMetadata metadata, CancellationToken cancellationToken);
}

/// <param name="Handler">The name under which events are marked as handled.</param>
internal sealed record EventRoute(
    string Source,
    string DetailType,
    string Handler,
    Func<IServiceProvider, EventDetail, CancellationToken, Task> Run
);

public static class EventHandlers
{
    /// <summary>
    /// Events of this source and detail type go to <typeparamref name="THandler"/> (scoped), beside other handlers of the type.
    /// </summary>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IDomainEvent<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(
            new EventRoute(TEvent.Source, TEvent.DetailType, typeof(THandler).Name, (scope, detail, cancellationToken) =>
                scope
                    .GetRequiredService<THandler>()
                    .HandleAsync(
                        MessageBody.Read(detail.Data, TEvent.Json, $"an event of type {TEvent.DetailType}"),
                        detail.Metadata,
                        cancellationToken
                    )
            )
        );
    }
}
